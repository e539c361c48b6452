import Drawing
import Maintenance

/// The guided round: one task, what to look at, what is measured, and the answer.
enum RoundLayer {
  static func draw(_ guided: GuidedRound, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    guard let round = model.roundInHand else { return canvas.drawNone(wording(.noRounds), in: rect) }
    drawProgress(guided, round, wording, in: rect.line(0), &canvas)
    let body = rect.splitTop(1).rest
    guard let task = model.taskInHand else { return drawEnd(round, model, in: body, &canvas) }
    canvas.draw(
      PanelRule(wording(task.title), count: task.owner.map { wording($0) } ?? "", countStyle: .dim, isFocused: true),
      in: body.line(0))
    var rest = body.splitTop(1, gap: body.rows > 10 ? 1 : 0).rest
    if let hint = task.hint {
      let lines = wording(hint).wrapped(in: max(1, rest.columns - 16))
      canvas.put(wording(.toLookAt), in: rest.inset(left: 1), style: .label)
      for (index, line) in lines.enumerated() where index < rest.rows {
        canvas.put(line, in: rest.line(index).inset(left: 14))
      }
      rest = rest.splitTop(lines.count, gap: rest.rows > 8 ? 1 : 0).rest
    }
    let foot = foot(guided, task, model, canvas.glyphs)
    let parts = rest.splitBottom(min(rest.rows, foot.count + 1))
    drawEvidence(task, model, in: parts.rest, &canvas)
    for (index, line) in foot.enumerated() where index < parts.bottom.rows {
      canvas.put(line, in: parts.bottom.line(index).inset(left: 1))
    }
    guard guided.pending != nil, parts.bottom.rows > foot.count else { return }
    let line = parts.bottom.line(foot.count).inset(left: 1, right: 1)
    let label = wording(.reason)
    let used = canvas.put(label, in: line, style: .accent)
    canvas.draw(guided.reason, in: line.inset(left: used + 2))
  }

  private static func drawProgress(
    _ guided: GuidedRound, _ round: RoundStatus, _ wording: Wording, in rect: Rect, _ canvas: inout Canvas
  ) {
    // At the end it is told how many have their answer.
    let number = guided.index < round.tasks.count ? guided.index + 1 : round.settledCount
    canvas.put(
      [
        Span(wording.round(round.period), .strong), Span(" \(canvas.glyphs.dot) \(number) / \(round.tasks.count)"),
        Span("  \(round.round)", .dim),
      ], in: rect.inset(left: 1))
    let width = round.tasks.count * 2 - 1
    var column = rect.endColumn - 1 - width
    guard column > rect.column + 36 else { return }
    for (index, task) in round.tasks.enumerated() {
      let style: Style = index == guided.index ? .accent : task.mark.style
      canvas.put(canvas.glyphs.scalar(task.mark), at: Point(column: column, row: rect.row), style: style)
      column += 2
    }
  }

  /// The measured facts; for the resources their figures and the last hour as well.
  private static func drawEvidence(_ task: TaskStatus, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let evidence = task.evidence
    guard let source = evidence.source else {
      canvas.put(
        [Span(.open, canvas.glyphs), Span(" " + wording(.onlyYouKnow), .dim)], in: rect.inset(left: 1))
      return
    }
    let rows = (model.situation?.capacity ?? []).filter { source == .capacity || $0.resource == .disk }
    let isMeasured = source == .capacity || source == .disk
    let facts = isMeasured ? [] : factLines(evidence, wording, in: rect)
    let used = min(isMeasured ? rows.count : facts.count, rect.rows)
    if isMeasured {
      for (index, resource) in rows.enumerated() where index < rect.rows {
        CapacityScreen.line(resource, model, in: rect.line(index), isSelected: false, &canvas)
      }
    }
    for (index, line) in facts.enumerated() { canvas.put([line], in: rect.line(index).inset(left: 1)) }
    if used + 2 <= rect.rows, let key = model.key(of: "go-\(source.screen.name)") {
      let title = wording(Screens.named(source.screen).title)
      canvas.put([Span(key, .key), Span("  " + title, .label)], in: rect.line(used + 1).inset(left: 1))
    }
  }

  /// The facts, the worst first; a long one goes on below itself where all have room.
  private static func factLines(_ evidence: Evidence, _ wording: Wording, in rect: Rect) -> [Span] {
    func style(_ index: Int) -> Style {
      index == 0 && evidence.severity != .fine ? evidence.severity.style : .plain
    }
    let wrapped = evidence.facts.enumerated().flatMap { index, fact in
      wording(fact).wrapped(in: max(1, rect.columns - 2)).map { Span($0, style(index)) }
    }
    if wrapped.count + 2 <= rect.rows { return wrapped }
    let whole = evidence.facts.enumerated().map { index, fact in Span(wording(fact), style(index)) }
    guard whole.count > rect.rows, rect.rows > 0 else { return whole }
    let left = whole.count - rect.rows + 1
    return whole.prefix(rect.rows - 1) + [
      Span(wording.pick(left < 2 ? "… et \(left) autre" : "… et \(left) autres", "… and \(left) more"))
    ]
  }

  private static func foot(
    _ guided: GuidedRound, _ task: TaskStatus, _ model: Model, _ glyphs: Glyphs
  ) -> [[Span]] {
    let wording = model.wording
    var lines: [[Span]] = []
    if let tick = task.tick {
      let note = tick.note.map { " · " + $0 } ?? ""
      lines.append([
        Span(task.mark, glyphs), Span(" \(wording.verdict(tick.verdict))", .strong),
        Span(" · \(tick.by.name) · \(wording.momentWithTime(tick.at, now: model.now))\(note)", .dim),
      ])
      if let line = answeredOn(tick, now: task.evidence, wording) { lines.append(line) }
    }
    if let pending = guided.pending {
      let why: Word = pending == .done ? .reasonAgainstEvidence : .reasonForVerdict
      lines.append(
        guided.isReasonMissing
          ? [Span(.refused, glyphs), Span(" " + wording(.reasonEmpty), .critical)]
          : [Span(wording.verdict(pending), .strong), Span(" · " + wording(why))])
    } else if task.tick == nil, RoundRules.needsReason(task.evidence) {
      lines.append([Span(.refused, glyphs), Span(" " + wording(.evidenceSpeaksAgainst))])
    }
    return lines
  }

  /// What an answer was given on, where the measurements above say something else by now.
  private static func answeredOn(_ tick: Tick, now evidence: Evidence, _ wording: Wording) -> [Span]? {
    guard evidence.source != nil, tick.evidence.facts != evidence.facts, let fact = tick.evidence.facts.first else {
      return nil
    }
    let more = tick.evidence.facts.count > 1 ? " (+\(tick.evidence.facts.count - 1))" : ""
    return [Span(wording(.answeredOn) + "  ", .label), Span(wording(fact) + more, .dim)]
  }

  private static func drawEnd(_ round: RoundStatus, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let isWhole = round.settledCount == round.tasks.count
    canvas.draw(PanelRule(wording(isWhole ? .roundDone : .roundOpen), isFocused: true), in: rect.line(0))
    let longest = round.tasks.map { wording($0.title).displayColumns }.max() ?? 0
    let columns = [
      TableColumn.fixed("", 1), TableColumn(minimum: max(12, min(longest, rect.columns / 2)), maximum: 50),
      TableColumn(minimum: 8, growth: 1),
    ]
    canvas.draw(
      Listing(columns: columns, count: round.tasks.count) {
        [
          .mark(round.tasks[$0].mark), .text(wording(round.tasks[$0].title), .plain),
          RoundPanel.answer(round.tasks[$0], model),
        ]
      }, in: rect.splitTop(1).rest)
  }
}
