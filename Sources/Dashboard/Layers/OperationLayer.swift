import Drawing
import Maintenance

/// An operation: its steps, what it says, and how it ended.
enum OperationLayer {
  static func draw(_ view: OperationView, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    guard let watch = model.watch, watch.id == view.id else { return }
    guard let status = watch.status else {
      canvas.draw(PanelRule(view.id, isFocused: true), in: rect.line(0))
      return canvas.drawNone(wording(.asking), in: rect.splitTop(1).rest)
    }
    canvas.draw(
      PanelRule(
        wording(status.title), count: wording.operationState(status.state), countStyle: status.state.mark.style,
        isFocused: true), in: rect.line(0))
    var body = rect.splitTop(1).rest
    let facts = facts(status, model, columns: body.columns)
    let factRows = min(facts.rows(in: body.columns), max(1, min(facts.lines.count, body.rows / 4), body.rows / 3))
    canvas.draw(facts, in: body.splitTop(factRows).top)
    body = body.splitTop(factRows, gap: 1).rest
    if rect.columns >= 112 {
      let parts = body.splitLeft(stepColumns(status, model, in: rect.columns), gap: 2)
      drawSteps(status, model, in: parts.left, &canvas)
      drawOutput(watch, view, model, in: parts.rest, &canvas)
    } else {
      // A comparison that is over is looked at for what it found.
      let most =
        status.request.isComparison && status.state == .done ? (body.rows < 8 ? 2 : 3) : max(2, body.rows * 2 / 3)
      let parts = body.splitTop(min(status.steps.count + 1, most), gap: 1)
      drawSteps(status, model, in: parts.top, &canvas)
      drawOutput(watch, view, model, in: parts.rest, &canvas)
    }
  }

  /// As wide as the longest step with what it says, but no wider than leaves the output half.
  private static func stepColumns(_ status: OperationStatus, _ model: Model, in columns: Int) -> Int {
    let longest = status.steps.map { step in
      model.wording(step.title).displayColumns + (step.message?.displayColumns ?? 0)
    }
    return min(max(44, columns / 3, (longest.max() ?? 0) + 15), columns / 2)
  }

  private static func facts(_ status: OperationStatus, _ model: Model, columns: Int) -> Facts {
    let wording = model.wording
    var facts = Facts()
    let time = wording.exact(status.startedAt)
    let spent =
      status.endedAt.map { wording.duration($0.seconds(since: status.startedAt)) }
      ?? wording.age(since: status.startedAt, now: model.now)
    let remark = status.steps.last { $0.hasRemark == true }?.message
    if status.state == .done {
      // The remark stands on a line of its own.
      var message = status.message
      if let remark, let whole = message, whole.hasSuffix(" — " + remark) {
        message = String(whole.dropLast(remark.count + 3))
      }
      let said = message.map { " · " + $0 } ?? ""
      let state = wording.operationState(.done)
      let isLong = wording(.result).displayColumns + state.displayColumns + said.displayColumns > columns - 8
      // What does not fit goes on below itself, which text of one style can.
      facts.add(wording(.result), isLong ? [Span(state + said)] : [Span(state, .strong), Span(said)])
    } else if let message = status.message {
      facts.add(wording(.result), message, status.state.mark.style)
    }
    if status.state == .done { facts.add(wording(.remark), remark, .warning) }
    facts.add(
      wording(.target), "\(wording.target(status.target, in: model.situation)) · \(status.by.name) · \(time) · \(spent)"
    )
    if let reason = status.reason { facts.add(wording(.reason), reason) }
    if let undoing = model.undoing(status) {
      let said = wording(.undone) + " · \(undoing.by.name) · \(wording.exact(undoing.startedAt))"
      facts.add(wording(.wayBack), said)
    } else if let wayBack = status.wayBack, status.state != .running {
      let key = model.key(of: "way-back") ?? ""
      facts.add(wording(.wayBack), [Span(key, .key), Span(" " + wording.undo(wayBack), .plain)])
    }
    return facts
  }

  private static func drawSteps(_ status: OperationStatus, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let dot = canvas.glyphs.dot
    let over = status.steps.count { $0.state == .done || $0.state == .skipped }
    canvas.draw(
      PanelRule(wording(.steps), count: "\(over) / \(status.steps.count)", countStyle: .dim), in: rect.line(0))
    let longest = status.steps.map { wording($0.title).displayColumns }.max() ?? 0
    let columns = [
      TableColumn.fixed("", 1), TableColumn(minimum: max(12, min(longest, rect.columns * 3 / 5))),
      TableColumn(minimum: 6, priority: 1, growth: 1),
      TableColumn(alignment: .right, minimum: 6, maximum: 9, priority: 2),
    ]
    // Of what is over the end is looked at first.
    let present =
      status.steps.firstIndex { [.running, .failed].contains($0.state) || $0.hasRemark == true }
      ?? (status.state == .running ? nil : status.steps.indices.last)
    canvas.draw(
      Listing(
        columns: columns, count: status.steps.count, anchor: present,
        more: {
          wording.pick("+ \(wording.count($0, Phrase("étape", "step"), Phrase("étapes", "steps")))", "+\($0) more")
        }
      ) { index in
        let step = status.steps[index]
        let style: Style = step.state == .failed ? .critical : step.state == .waiting ? .dim : .plain
        return [
          .mark(step.mark), .text(wording(step.title), step.state == .running ? .strong : style),
          progress(step, model, dot: dot), time(step, model),
        ]
      }, in: rect.splitTop(1).rest)
  }

  /// What the step says, set off from its title, beside which it may stand.
  private static func progress(_ step: StepStatus, _ model: Model, dot: Unicode.Scalar) -> TableCell {
    if step.state == .running, let progress = step.progress {
      return .text("\(dot) \(model.wording.percent(progress * 100)) \(step.message ?? "")", .plain)
    }
    guard let message = step.message, !message.isEmpty else { return .empty }
    return .text("\(dot) \(message)", step.state == .failed ? .critical : step.hasRemark == true ? .warning : .dim)
  }

  private static func time(_ step: StepStatus, _ model: Model) -> TableCell {
    guard let started = step.startedAt else { return .empty }
    if let ended = step.endedAt { return .text(model.wording.duration(ended.seconds(since: started)), .dim) }
    return .text(model.wording.age(since: started, now: model.now), .dim)
  }

  /// Why there is no output to show.
  private static func silence(_ watch: Watch) -> Word {
    guard watch.status?.state == .running else { return watch.isAsking ? .asking : .noOutput }
    return .noOutputYet
  }

  private static func drawOutput(
    _ watch: Watch, _ view: OperationView, _ model: Model, in rect: Rect, _ canvas: inout Canvas
  ) {
    guard !rect.isEmpty else { return }
    let lines = watch.output.shown
    let body = rect.splitTop(1).rest
    let back = min(view.back, max(0, lines.count - body.rows))
    let end = lines.count - back
    let first = max(0, end - body.rows)
    // That there is more than is in sight is said, and where.
    var place = ""
    if lines.count > body.rows || back > 0 {
      let glyphs = canvas.glyphs
      let arrows = (first > 0 ? "\(glyphs.arrowUp)" : "") + (back > 0 ? "\(glyphs.arrowDown)" : "")
      place =
        arrows + " " + model.wording.pick("ligne \(end) / \(lines.count)", "line \(end) / \(lines.count)")
    }
    canvas.draw(PanelRule(model.wording(.output), count: place, countStyle: .dim), in: rect.line(0))
    // What was refused had nothing to say: the result says why.
    if lines.isEmpty, watch.status?.state != .refused { canvas.drawNone(model.wording(silence(watch)), in: body) }
    let wrapped = lines[first..<max(first, end)].flatMap { $0.wrapped(in: max(1, body.columns - 1)) }
    for (row, line) in wrapped.suffix(body.rows).enumerated() {
      canvas.put(line, in: body.line(row).inset(left: 1), style: .dim)
    }
  }
}
