import Drawing
import Maintenance

extension Pane {
  /// The tasks of the round of the day on the overview.
  static let overviewRound = Pane(
    name: "overview.round",
    texts: { model, row in
      RoundPanel.round(of: model.situation).map { RoundPanel.texts($0, $0.tasks[row], model) } ?? []
    }, count: { RoundPanel.round(of: $0.situation)?.tasks.count ?? 0 })
}

/// The round of the day in brief.
enum RoundPanel {
  /// The round that is shown: the first of the plan, which is the one of the day where there is one.
  static func round(of situation: Situation?) -> RoundStatus? { situation?.rounds.first }

  static func draw(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let round = round(of: situation)
    let tasks = round?.tasks ?? []
    let settled = round?.settledCount ?? 0
    canvas.draw(
      model.rule(
        of: .overviewRound, wording.round(round?.period ?? .daily),
        count: round == nil ? "" : "\(settled) / \(tasks.count)",
        countStyle: settled == tasks.count ? .dim : .plain), in: rect.line(0))
    let body = rect.splitTop(1).rest
    guard !tasks.isEmpty else { return canvas.drawNone(wording(.noRounds), in: body) }
    let longest = tasks.map { wording($0.title).displayColumns }.max() ?? 0
    let columns = [
      TableColumn.fixed("", 1),
      TableColumn(minimum: max(10, min(longest, body.columns / 2)), maximum: 44),
      TableColumn(minimum: 8, growth: 1),
    ]
    let isOpen = settled < tasks.count && body.rows > tasks.count
    canvas.draw(
      PaneList(.overviewRound, model, columns: columns) {
        [.mark(tasks[$0].mark), .text(wording(tasks[$0].title), .plain), answer(tasks[$0], model)]
      }, in: isOpen ? body.splitBottom(1).rest : body)
    guard isOpen, let key = model.key(of: "round") else { return }
    let line = body.line(min(body.rows - 1, tasks.count + (body.rows > tasks.count + 1 ? 1 : 0)))
    canvas.put(
      [Span(key, .key), Span("  " + wording(.doTheRound), .label)], in: line.inset(left: 1))
  }

  /// What a filter looks at in the row of a task.
  static func texts(_ round: RoundStatus, _ task: TaskStatus, _ model: Model) -> [String] {
    let owner = task.owner.map { model.wording($0) } ?? ""
    return [model.wording.period(round.period), model.wording(task.title), answer(task, model).words, owner]
  }

  /// What was said of a task and when, else what the measurements say now.
  static func answer(_ task: TaskStatus, _ model: Model) -> TableCell {
    let wording = model.wording
    if let tick = task.tick {
      let time = wording.moment(tick.at, now: model.now)
      let note = tick.note.map { model.wording.pick("\u{A0}: ", ": ") + $0 } ?? ""
      return .text("\(time) \(wording.verdict(tick.verdict))\(note)", .dim)
    }
    guard let fact = task.evidence.facts.first else { return .text(wording(.askThePerson), .dim) }
    return .text(wording(fact), task.evidence.severity == .fine ? .dim : task.evidence.severity.style)
  }
}
