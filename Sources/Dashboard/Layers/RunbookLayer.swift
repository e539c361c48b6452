import Drawing
import Maintenance

/// A runbook: what to know before starting and its steps in order, and all about the row in hand.
enum RunbookLayer {
  static func draw(_ view: RunbookView, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    guard let handbook = model.handbook, let runbook = handbook.runbook(view.name) else {
      canvas.draw(PanelRule(view.name, isFocused: true), in: rect.line(0))
      let said: Word = model.handbook == nil || model.needsHandbook ? .handbookComing : .noSuchRunbook
      return canvas.drawNone(wording(said), in: rect.splitTop(1).rest)
    }
    let parts = parts(of: view, model, in: rect)
    drawSteps(view, runbook, model, in: parts.steps, &canvas)
    drawDetail(view, runbook, model, in: parts.detail, &canvas)
  }

  /// How far the text about the row in hand can be scrolled on the model's screen.
  static func lastScroll(of view: RunbookView, in model: Model) -> Int {
    let detail = parts(of: view, model, in: Frame(model.size).body).detail
    return max(0, lines(of: view, model, in: detail.columns).count - (detail.rows - 1))
  }

  /// The list takes what the text leaves; side by side where there is room for both.
  private static func parts(of view: RunbookView, _ model: Model, in rect: Rect) -> (steps: Rect, detail: Rect) {
    if rect.columns >= 112 {
      let halves = rect.splitLeft(rect.columns * 11 / 20, gap: 2)
      return (halves.left, halves.rest)
    }
    let wanted = lines(of: view, model, in: rect.columns).count + 1
    let least = max(3, min(7, rect.rows / 3))
    let halves = rect.splitBottom(min(wanted, max(2, rect.rows - least - 1)), gap: rect.rows > 8 ? 1 : 0)
    return (halves.rest, halves.bottom)
  }

  private static func drawSteps(
    _ view: RunbookView, _ runbook: Runbook, _ model: Model, in rect: Rect, _ canvas: inout Canvas
  ) {
    let wording = model.wording
    let steps = runbook.steps
    let automatic = steps.count { $0.action.isRunFromHere }
    let counted = wording.count(steps.count, Phrase("étape", "step"), Phrase("étapes", "steps"))
    let count = automatic == 0 ? counted : "\(counted), \(automatic) \(wording(.automatic))"
    canvas.draw(
      PanelRule(wording(runbook.title), count: count, countStyle: .dim, isFocused: true), in: rect.line(0))
    let stages = runbook.stages.flatMap { stage in
      stage.steps.indices.map { $0 == 0 ? wording(stage.title) : "" }
    }
    let digits = String(steps.count).count
    let columns = [
      TableColumn.fixed("", 1), .fixed("", digits, alignment: .right), TableColumn(minimum: 20, growth: 1),
      TableColumn(minimum: 10, maximum: 22, priority: 2),
      TableColumn(minimum: 12, maximum: 30, priority: 1),
    ]
    let open = model.handbook?.openCount(of: runbook) ?? 0
    canvas.draw(
      Listing(
        columns: columns, count: steps.count + 1, selected: view.selected,
        more: {
          wording.pick("+ \(wording.count($0, Phrase("étape", "step"), Phrase("étapes", "steps")))", "+\($0) more")
        }
      ) { row in
        guard row > 0 else {
          let said: TableCell =
            open == 0
            ? .text(wording(.everythingFilled), .dim) : .text("\(open) \(wording(.toFill))", .warning)
          return [.mark(open == 0 ? .done : .warning), .empty, .text(wording(.beforeStarting)), .empty, said]
        }
        let step = steps[row - 1]
        return [
          .mark(step.action.isRunFromHere ? .running : .open), .text(String(row), .dim), .text(wording(step.title)),
          .text(stages[row - 1], .label),
          .text(step.owner == nil ? "" : model.contactTitle(step.owner) ?? "", .dim),
        ]
      }, in: rect.splitTop(1).rest)
  }

  private static func drawDetail(
    _ view: RunbookView, _ runbook: Runbook, _ model: Model, in rect: Rect, _ canvas: inout Canvas
  ) {
    guard rect.rows >= 2 else { return }
    let wording = model.wording
    let steps = runbook.steps
    let title =
      view.selected == 0 || !steps.indices.contains(view.selected - 1)
      ? wording(.beforeStarting)
      : "\(view.selected) / \(steps.count) \(canvas.glyphs.dot) \(wording(steps[view.selected - 1].title))"
    let lines = lines(of: view, model, in: rect.columns)
    let body = rect.splitTop(1).rest
    let first = min(view.scroll, max(0, lines.count - body.rows))
    let below = max(0, lines.count - first - body.rows)
    let count = below > 0 ? wording.pick("encore \(below)", "\(below) more") : ""
    canvas.draw(PanelRule(title, count: count, countStyle: .dim), in: rect.line(0))
    for (index, line) in lines[first...].prefix(body.rows).enumerated() {
      canvas.put(line, in: body.line(index).inset(left: 1))
    }
  }

  /// The text about the row in hand.
  private static func lines(of view: RunbookView, _ model: Model, in columns: Int) -> [[Span]] {
    guard let runbook = model.handbook?.runbook(view.name) else { return [] }
    var text = WrappedFacts(columns: columns)
    if view.selected > 0, runbook.steps.indices.contains(view.selected - 1) {
      about(runbook.steps[view.selected - 1], of: runbook, model, &text)
    } else {
      about(runbook, model, &text)
    }
    return text.lines
  }

  private static func about(_ runbook: Runbook, _ model: Model, _ text: inout WrappedFacts) {
    let wording = model.wording
    text.add(wording(.purpose), wording(runbook.purpose))
    text.add(wording(.owner), model.contactTitle(runbook.owner))
    text.add(wording(.startCriteria), runbook.startCriteria.map { wording($0) })
    if let criteria = runbook.rollbackCriteria { text.add(wording(.rollbackCriteria), criteria, model) }
    for (index, reference) in runbook.references.enumerated() {
      let title = wording(reference.title)
      text.add(index == 0 ? wording(.references) : "", reference.place, model, before: title)
    }
  }

  private static func about(
    _ step: RunbookStep, of runbook: Runbook, _ model: Model, _ text: inout WrappedFacts
  ) {
    let wording = model.wording
    let glyphs = Glyphs(model.charset)
    let how: Word =
      if case .command = step.action { .shellStep } else { step.action.isRunFromHere ? .automatic : .manual }
    let mark: Mark = step.action.isRunFromHere ? .running : .open
    let owner = model.contactTitle(step.owner ?? runbook.owner).map { " \(glyphs.dot) \($0)" } ?? ""
    text.add(wording(.doneBy), [Span(mark, glyphs), Span(" " + wording(how)), Span(owner, .dim)])
    text.add(wording(.onlyIf), step.onlyIf.map { wording($0) })
    text.add(wording(.detail), step.detail.map { wording($0) })
    if let name = step.reference, let reference = runbook.references.first(where: { $0.name == name }) {
      text.add(wording(.references), reference.place, model, before: wording(reference.title))
    }
    if !step.audiences.isEmpty {
      let names = step.audiences.map { name in model.handbook?.audience(name).map { wording($0.title) } ?? name }
      text.add(wording(.audiences).lowercased(), names.joined(separator: ", "))
    }
    if case .notice(let name) = step.action {
      text.add(wording(.messages).lowercased(), model.handbook?.template(name).map { wording($0.title) } ?? name)
    } else if let line = step.action.commandLine {
      text.add(wording(.control), line, .strong)
    }
    if let check = step.check { text.add(wording(.check), checkSpans(check, model, glyphs)) }
    if let obstacle = model.stepObstacle, step.action.isRunFromHere {
      text.add("", [Span(.refused, glyphs), Span(" " + model.why(obstacle))])
    }
  }

  /// What must be fine before the step counts as done, and how it stands now.
  private static func checkSpans(_ check: EvidenceSource, _ model: Model, _ glyphs: Glyphs) -> [Span] {
    let name = Span(model.wording.source(check))
    guard let situation = model.situation else { return [name] }
    let measured = EvidenceRules.Measurements(
      services: situation.services, capacity: situation.capacity, backups: situation.backups, logs: situation.logs,
      problems: situation.problems)
    let evidence = EvidenceRules.evidence(of: check, in: measured, at: model.now)
    return [
      name, Span("  "), Span(evidence.severity.mark, glyphs),
      Span(" " + model.wording.severity(evidence.severity), evidence.severity.style),
    ]
  }
}

extension Handbook {
  /// How many values of a runbook are still to be filled in.
  func openCount(of runbook: Runbook) -> Int {
    (runbook.rollbackCriteria?.isOpen == true ? 1 : 0) + runbook.references.count { $0.place.isOpen }
  }
}
