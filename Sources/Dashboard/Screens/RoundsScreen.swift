import Drawing
import Maintenance

extension ScreenName {
  /// The rounds of the maintenance calendar.
  static let rounds = ScreenName("rounds")
}

extension Pane {
  /// The tasks of all rounds.
  static let tasks = Pane(
    name: "tasks",
    texts: { model, row in
      let (round, place) = model.allTasks[row]
      return RoundPanel.texts(round, round.tasks[place], model)
    }, count: { ($0.situation?.rounds ?? []).reduce(0) { $0 + $1.tasks.count } })
}

/// The rounds with their tasks, and the evidence of the selected one.
enum RoundsScreen {
  static let screen = Screen(
    name: .rounds, key: "5", title: .rounds, panes: [.tasks], draw: draw,
    drawPane: { drawList($1, $2, in: $3, &$4) })

  @Sendable static func draw(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    let tasks = model.allTasks
    let parts: (list: Rect, detail: Rect)
    if rect.columns >= 112 {
      let halves = rect.splitLeft(rect.columns * 3 / 5, gap: 2)
      parts = (halves.left, halves.rest)
    } else {
      let halves = rect.splitTop(min(tasks.count + 1, rect.rows >= 12 ? rect.rows - 9 : rect.rows), gap: 1)
      parts = (halves.top, halves.rest)
    }
    drawList(model, situation, in: parts.list, &canvas)
    if let selected = model.selected(.tasks) {
      let (round, place) = tasks[selected]
      drawDetail(round, round.tasks[place], model, in: parts.detail, &canvas)
    }
  }

  private static func drawList(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let tasks = model.allTasks
    let settled = situation.rounds.reduce(0) { $0 + $1.settledCount }
    canvas.draw(
      model.rule(of: .tasks, wording(.rounds), count: "\(settled) / \(tasks.count)", countStyle: .dim),
      in: rect.line(0))
    let body = rect.splitTop(1).rest
    guard !tasks.isEmpty else { return canvas.drawNone(wording(.noRounds), in: body) }
    let longest = tasks.map { wording($0.round.tasks[$0.index].title).displayColumns }.max() ?? 0
    let columns = [
      TableColumn(minimum: 9, maximum: 13), .fixed("", 1),
      TableColumn(minimum: max(14, min(longest, body.columns / 2)), maximum: 56),
      TableColumn(minimum: 12, priority: 1, growth: 1),
    ]
    let isFiltered = model.filters[.tasks] != nil
    canvas.draw(
      PaneList(.tasks, model, columns: columns, alwaysPoints: true) { index in
        let (round, place) = tasks[index]
        let task = round.tasks[place]
        let name = place == 0 || isFiltered ? wording.period(round.period) : ""
        return [.text(name, .label), .mark(task.mark), .text(wording(task.title)), RoundPanel.answer(task, model)]
      }, in: body)
  }

  private static func drawDetail(
    _ round: RoundStatus, _ task: TaskStatus, _ model: Model, in rect: Rect, _ canvas: inout Canvas
  ) {
    guard rect.rows >= 3 else { return }
    let wording = model.wording
    canvas.draw(PanelRule(wording(task.title), count: round.round, countStyle: .dim), in: rect.line(0))
    var facts = Facts()
    facts.add(wording(.toLookAt), task.hint.map { wording($0) })
    facts.add(wording(.owner), task.owner.map { wording($0) })
    facts.add(wording(.until), wording.exact(round.ends))
    if let tick = task.tick {
      let said =
        "\(wording.verdict(tick.verdict)) · \(tick.by.name) · \(wording.momentWithTime(tick.at, now: model.now))"
      facts.add(wording(.answered), said, .strong)
      facts.add(wording(.reason), tick.note)
    }
    if task.runbook != nil, let key = model.key(of: "task-runbook") {
      facts.add(wording(.what), [Span(key, .key), Span(" " + wording(.runbooks).lowercased(), .plain)])
    }
    // What was answered was answered on what was measured then.
    let evidence = task.tick?.evidence ?? task.evidence
    if evidence.source == nil {
      facts.add(wording(.evidence), wording(.onlyYouKnow), .dim)
    }
    for (index, fact) in evidence.facts.enumerated() {
      facts.add(index == 0 ? wording(.evidence) : "", wording(fact), index == 0 ? evidence.severity.style : .plain)
    }
    if let source = evidence.source, source.screen != .overview, let key = model.key(of: "go-\(source.screen.name)") {
      facts.add("", [Span(key, .key), Span(" " + wording(Screens.named(source.screen).title), .label)])
    }
    canvas.draw(facts, in: rect.splitTop(1).rest)
  }
}
