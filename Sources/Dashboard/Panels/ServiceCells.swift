import Drawing
import Maintenance

/// A service as the cells of a row, the same on every screen.
struct ServiceCells {
  let service: ServiceStatus
  let model: Model

  private var wording: Wording { model.wording }

  /// What a filter looks at in the row of a service.
  @Sendable static func texts(_ model: Model, _ row: Int) -> [String] {
    guard let service = model.situation?.services[row] else { return [] }
    let cells = ServiceCells(service: service, model: model)
    return [cells.name.words, service.name, cells.state.words, cells.answerStatus.words]
  }

  var mark: TableCell { .mark(service.severity.mark) }
  var name: TableCell { .text(wording(service.label), service.severity == .critical ? .strong : .plain) }

  /// What it does, in a word; that it answers wrongly when it runs and does.
  var state: TableCell {
    let style = service.severity.style
    switch service.condition {
    case .known(let condition, _):
      if condition.activity == .active, isAnswerWrong { return .text(wording(.answersWrongly), style) }
      return .text(wording.activity(condition.activity), style)
    case .pending: return .text(wording(.pending), .dim)
    case .stale(let condition, _): return .text(wording.activity(condition.activity), .dim)
    case .unavailable(let why) where why.kind == .notConfigured: return answerState(style)
    case .unavailable(let why): return .text(wording.unavailable(why.kind), .dim)
    }
  }

  private var isAnswerWrong: Bool {
    switch service.answer {
    case .known(let answer, _): answer.fault != nil
    case .unavailable(let why): why.kind == .failed || why.kind == .timeout
    case .pending, .stale: false
    }
  }

  private func answerState(_ style: Style) -> TableCell {
    switch service.answer {
    case .known(let answer, _): .text(wording(answer.fault == nil ? .answers : .answersWrongly), style)
    case .pending: .text(wording(.pending), .dim)
    case .stale: .text(wording(.answers), .dim)
    case .unavailable(let why): .text(wording.unavailable(why.kind), why.kind == .notConfigured ? .dim : style)
    }
  }

  /// For how long it has been so, or how old what is known is.
  var age: TableCell {
    switch service.condition {
    case .known(let condition, _):
      guard let since = condition.since else { return .mark(.absent) }
      let style = service.severity == .fine ? Style.dim : .plain
      return .text(wording.age(since: since, now: model.now), style)
    case .stale(_, let since): return .text(wording.age(since: since, now: model.now), .dim)
    case .unavailable(let why) where why.kind == .notConfigured: return answerStatus
    case .pending, .unavailable: return .mark(.absent)
    }
  }

  /// The same beside a column of answers, without what stands there.
  var since: TableCell {
    if case .unavailable(let why) = service.condition, why.kind == .notConfigured { return .mark(.absent) }
    return age
  }

  /// The HTTP status of the answer.
  var answerStatus: TableCell {
    if service.isStopped { return .mark(.absent) }
    switch service.answer {
    case .known(let answer, _): return .text(said(answer), answer.fault == nil ? .dim : .critical)
    case .stale(let answer, _): return .text(said(answer), .dim)
    case .pending: return .text(wording(.pending), .dim)
    case .unavailable(let why):
      return why.kind == .notConfigured
        ? .mark(.absent) : .text(wording.unavailable(why.kind), service.severity.style)
    }
  }

  /// The HTTP status; of a port that it accepts, or does not.
  private func said(_ answer: ServiceAnswer) -> String {
    answer.status.map(String.init) ?? wording(answer.fault == nil ? .accepts : .noAnswer)
  }

  /// How long the answer took.
  var latency: TableCell {
    // How soon nobody answered is no latency.
    guard !service.isStopped, let answer = service.answer.value, answer.status != nil || answer.fault == nil else {
      return .mark(.absent)
    }
    let isFresh = service.answer.fresh != nil
    return .text(wording.latency(milliseconds: answer.latencyMilliseconds), isFresh ? .plain : .dim)
  }

  var memory: TableCell {
    service.condition.value?.memoryBytes.map { .text(wording.bytes($0), freshStyle) } ?? .mark(.absent)
  }

  var pid: TableCell { service.condition.value?.pid.map { .text(String($0), .dim) } ?? .mark(.absent) }

  /// How often it was restarted by itself; more than never is worth reading.
  var restarts: TableCell {
    guard let count = service.condition.value?.restarts else { return .mark(.absent) }
    return .text(String(count), count > 0 ? freshStyle : .dim)
  }

  private var freshStyle: Style { service.condition.fresh == nil ? .dim : .plain }
}
