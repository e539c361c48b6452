import Drawing
import Maintenance

extension Pane {
  /// What is to deal with now.
  static let problems = Pane(name: "problems", texts: ProblemsPanel.texts) { $0.situation?.problems.count ?? 0 }
}

/// Every problem once: what, since when, why, and the key that leads on.
enum ProblemsPanel {
  static func draw(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let problems = situation.problems
    let worst = problems.map(\.severity).max() ?? .fine
    let marked = model.wording.count(model.marks.count, Phrase("marqué", "marked"), Phrase("marqués", "marked"))
    let count = !model.marks.isEmpty ? marked : problems.count > rect.rows - 1 ? String(problems.count) : ""
    canvas.draw(
      model.rule(of: .problems, wording(.toDealWith), count: count, countStyle: worst.countStyle), in: rect.line(0))
    let body = rect.splitTop(1).rest
    guard !problems.isEmpty else { return drawCalm(model, situation, in: body, &canvas) }
    var columns = [
      TableColumn.fixed("", 1), TableColumn(minimum: 34, maximum: 60),
      TableColumn(minimum: 12, maximum: 90), TableColumn(minimum: 12, maximum: 20, priority: 1),
    ]
    // Who has taken a problem has a column of its own where there is room and somebody has taken one.
    let isWide = rect.columns >= 112 && problems.contains { $0.acknowledgement != nil }
    if isWide { columns.append(TableColumn(minimum: 24, maximum: 44, priority: 2)) }
    let glyphs = canvas.glyphs
    canvas.draw(
      PaneList(
        .problems, model, columns: columns, gap: rect.columns < 76 ? 1 : 2,
        isMarked: { model.marks.contains(problems[$0].id) }
      ) {
        let problem = problems[$0]
        let cells = [
          problem.sign(model.charset), .spans(headline(problem, model)), cause(problem, model, isWide: isWide),
          .spans(lead(problem, model, glyphs)),
        ]
        return isWide ? cells + [.spans(taken(problem, model))] : cells
      }, in: body)
    guard body.rows > problems.count, model.filters[.problems] == nil,
      let errors = logErrors(model, situation, glyphs)
    else { return }
    canvas.put(errors, in: body.line(body.rows - 1).inset(left: 1))
  }

  /// What a filter looks at in the row of a problem.
  @Sendable static func texts(_ model: Model, _ row: Int) -> [String] {
    guard let problem = model.situation?.problems[row] else { return [] }
    return [
      model.wording.headline(problem, in: model.situation), model.wording.cause(problem, in: model.situation),
      model.wording.severity(problem.severity), taken(problem, model).map(\.text).joined(),
    ]
  }

  /// What and since when. A problem that someone has taken, or that does not alert yet, is quieter.
  static func headline(_ problem: Problem, _ model: Model) -> [Span] {
    let isQuiet = problem.acknowledgement != nil || problem.state == .pending
    let style = isQuiet ? Style.plain : problem.severity == .critical ? .critical : .strong
    // Since when something has never been says nothing.
    let since = problem.cause == .neverBackedUp ? nil : problem.since
    // A failure is a moment, not a state.
    let isMoment: Bool =
      switch problem.cause {
      case .operationFailed, .backupFailed: true
      default: false
      }
    let age =
      since.map { " " + (isMoment ? model.wording.ago($0, now: model.now) : model.wording.since($0, now: model.now)) }
      ?? ""
    return [Span(model.wording.headline(problem, in: model.situation), style), Span(age, .plain)]
  }

  /// Why; on a narrow screen, who has taken it where someone has.
  private static func cause(_ problem: Problem, _ model: Model, isWide: Bool) -> TableCell {
    let taken = taken(problem, model)
    return taken.isEmpty || isWide ? .text(model.wording.cause(problem, in: model.situation), .plain) : .spans(taken)
  }

  private static func lead(_ problem: Problem, _ model: Model, _ glyphs: Glyphs) -> [Span] {
    guard let lead = model.lead(from: problem) else { return [] }
    return [
      Span("\(glyphs.arrowRight) ", .dim), Span(model.wording.key(lead.key), .key),
      Span(" " + model.wording(lead.label), .label),
    ]
  }

  private static func taken(_ problem: Problem, _ model: Model) -> [Span] {
    guard let taken = problem.acknowledgement else { return [] }
    let note = taken.note.map { " · " + $0 } ?? ""
    return [Span(model.wording.pick("prise par ", "taken by ") + taken.by.name + note, .dim)]
  }

  /// Nothing to deal with: says so, and when everything was last looked at; but never before it was.
  private static func drawCalm(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let freshness = Freshness(situation)
    let place = rect.line(0).inset(left: 1)
    guard !place.isEmpty else { return }
    if freshness.pendingCount > 0 {
      let text = " " + wording(.firstReading)
      canvas.put([Span(.unknown, canvas.glyphs), Span(text, .dim)], in: place)
      return
    }
    let errors = logErrors(model, situation, canvas.glyphs)
    let said = errors == nil ? wording(.allIsWell) : wording.pick("Rien à traiter.", "Nothing to deal with.")
    var spans = [Span(.fine, canvas.glyphs), Span(" " + said)]
    if let oldest = freshness.oldest {
      let time = wording.timeOfDay(oldest)
      spans.append(
        Span(
          " " + wording.pick("Ce qui est suivi a été vérifié à \(time).", "What is watched was checked at \(time)."),
          .dim))
    }
    canvas.put(spans, in: place)
    if let errors { canvas.put(errors, in: rect.line(1).inset(left: 1)) }
  }

  /// How many errors the logs of the plan hold. No alert watches them: that is said, and where they stand.
  private static func logErrors(_ model: Model, _ situation: Situation, _ glyphs: Glyphs) -> [Span]? {
    let wording = model.wording
    let counts = situation.logs.compactMap { $0.counts.fresh }
    let errors = counts.reduce(0) { $0 + $1.errors + $1.criticals }
    guard errors > 0, let key = model.key(of: "go-logs") else { return nil }
    let said = wording.count(
      errors, Phrase("erreur dans les journaux en 24\u{A0}h", "error in the logs in 24\u{A0}h"),
      Phrase("erreurs dans les journaux en 24\u{A0}h", "errors in the logs in 24\u{A0}h"))
    return [
      Span(.open, glyphs), Span(" " + said), Span(wording.pick(", sans alerte", ", not alerted on"), .dim),
      Span("  \(glyphs.arrowRight) ", .dim), Span(key, .key), Span(" " + wording(.logs), .label),
    ]
  }
}
