import Drawing
import Maintenance

/// A preview: what it acts on, what it changes, what was looked at, the exact commands, and how to confirm it.
enum ConfirmationLayer {
  static func draw(_ sheet: ConfirmationSheet, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let columns = max(1, rect.columns - 2)
    let head = head(sheet, model, columns, canvas.glyphs)
    let commands = sheet.preview.map { $0.commands.flatMap { $0.wrapped(in: max(1, columns - 2)) } } ?? []
    let foot = foot(sheet, model, canvas.glyphs)
    let fixed = 1 + head.count + foot.count + (foot.isEmpty ? 0 : 1)
    let commandRows =
      commands.isEmpty ? 0 : min(commands.count, max(2, min(rect.rows * 2 / 3, rect.rows - 1) - fixed)) + 1
    let height = min(rect.rows, fixed + commandRows)
    let place = rect.splitBottom(height).bottom
    canvas.clear(place)
    drawRule(sheet, model, in: place.line(0), &canvas)
    let inside = place.inset(left: 1, top: 1, right: 1)
    let parts = inside.splitBottom(min(foot.count, inside.rows))
    let upper = parts.rest.splitTop(min(head.count, parts.rest.rows))
    for (index, line) in head.prefix(upper.top.rows).enumerated() {
      canvas.put(line, at: upper.top.line(index).origin, width: columns)
    }
    drawCommands(commands, sheet, wording, in: upper.rest, &canvas)
    for (index, line) in foot.enumerated() where index < parts.bottom.rows {
      draw(line, sheet, in: parts.bottom.line(index), &canvas)
    }
  }

  private static func drawRule(_ sheet: ConfirmationSheet, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let style: Style = sheet.typedName == nil ? .accent : .critical
    canvas.put(canvas.glyphs.rule, at: rect.origin, style: style, count: rect.columns)
    let title =
      sheet.preview.map { model.wording($0.procedure.title) }
      ?? model.wording.request(sheet.request, in: model.situation)
    var spans = [Span(" "), Span(title, .strong), Span(" ")]
    if model.situation?.production == true { spans.append(Span(" \(model.wording(.production)) ", Style(.production))) }
    canvas.put(spans, at: Point(column: rect.column + 1, row: rect.row), width: max(0, rect.columns - 2))
  }

  /// What stands above the commands.
  private static func head(
    _ sheet: ConfirmationSheet, _ model: Model, _ columns: Int, _ glyphs: Glyphs
  ) -> [[Span]] {
    let wording = model.wording
    guard let preview = sheet.preview else {
      if case .refused(let why) = sheet.phase {
        return why.wrapped(in: max(1, columns - 2)).enumerated().map { index, line in
          [index == 0 ? Span(.refused, glyphs) : Span(" "), Span(" " + line)]
        }
      }
      return [[Span(.running, glyphs), Span(" " + wording(.asking), .dim)]]
    }
    var lines: [[Span]] = [[Span(wording(.target) + "  ", .label), Span(preview.procedure.target, .strong)]]
    lines += source(of: sheet.request, model)
    lines += wording(preview.impact).wrapped(in: columns).map { [Span($0)] }
    lines += preview.preflight.flatMap { check in
      wording(check.text).wrapped(in: max(1, columns - 2)).enumerated().map { index, line in
        let mark: Mark = check.severity == .fine ? .done : check.severity.mark
        return [index == 0 ? Span(mark, glyphs) : Span(" "), Span(" " + line, check.severity == .fine ? .dim : .plain)]
      }
    }
    if let obstacle = model.sheetObstacle {
      lines.append([Span(.refused, glyphs), Span(" " + wording.obstacle(obstacle), .critical)])
    }
    if case .refused(let why) = sheet.phase { lines.append([Span(.refused, glyphs), Span(" " + why, .critical)]) }
    return lines
  }

  /// From which backup: when it was taken, how big it is, and how far it can be trusted.
  private static func source(of request: OperationRequest, _ model: Model) -> [[Span]] {
    let id: String?
    switch request {
    case .restore(_, let backup): id = backup
    case .verify(let backup): id = backup
    case .service, .backup, .revert: id = nil
    }
    guard let id, let legs = model.situation?.backups else { return [] }
    for leg in legs {
      guard let backup = leg.backups.value?.first(where: { $0.id == id }) else { continue }
      let wording = model.wording
      let about = "\(wording.leg(backup.leg)) · \(wording.exact(backup.takenAt))"
      let more = " · \(wording.bytes(backup.bytes)) · \(backup.fault ?? wording.trust(backup.trust))"
      let age = " · " + wording.ago(backup.takenAt, now: model.clock)
      return [
        [
          Span(wording(.from) + "  ", .label), Span(about, .strong),
          Span(age + more, backup.fault == nil ? .plain : .warning),
        ]
      ]
    }
    return []
  }

  private static func drawCommands(
    _ commands: [String], _ sheet: ConfirmationSheet, _ wording: Wording, in rect: Rect, _ canvas: inout Canvas
  ) {
    guard !commands.isEmpty, rect.rows > 0 else { return }
    let body = rect.rows > 1 ? rect.inset(top: 0, bottom: 1) : rect
    let first = min(sheet.scroll, max(0, commands.count - body.rows))
    for (index, command) in commands[first...].prefix(body.rows).enumerated() {
      canvas.put("  " + command, at: body.line(index).origin, style: .dim, width: body.columns)
    }
    let below = commands.count - first - body.rows
    guard below > 0 || first > 0, rect.rows > 1 else { return }
    let text =
      "\(canvas.glyphs.arrowUp)\(canvas.glyphs.arrowDown) "
      + wording.pick("encore \(max(0, below))", "\(max(0, below)) more")
    canvas.put(text, at: rect.line(rect.rows - 1).origin, style: .label, width: rect.columns, alignment: .right)
  }

  /// A line below the commands.
  private enum Foot {
    case text([Span])
    case name(String)
    case reason(String)
    case buttons([(label: String, key: String, focus: ConfirmationSheet.Focus)])
  }

  private static func foot(_ sheet: ConfirmationSheet, _ model: Model, _ glyphs: Glyphs) -> [Foot] {
    let wording = model.wording
    var lines: [Foot] = []
    if let preview = sheet.preview {
      lines.append(.text([Span(wording(.sameAs) + " ", .label), Span(preview.commandLine, .dim)]))
    }
    let isOpen = sheet.phase == .ready && model.sheetObstacle == nil
    if isOpen, let name = sheet.typedName { lines.append(.name(wording.pick("Écrire \(name)", "Type \(name)"))) }
    if isOpen, sheet.needsReason { lines.append(.reason(wording(.reason))) }
    if let complaint = sheet.complaint {
      let text: String
      switch complaint {
      case .nameDiffers: text = wording(.nameDiffers)
      case .reasonMissing: text = wording(.reasonMissing)
      case .agent(let why): text = why
      }
      lines.append(.text([Span(.refused, glyphs), Span(" " + text, .critical)]))
    }
    if sheet.phase == .starting { lines.append(.text([Span(.running, glyphs), Span(" " + wording(.starting))])) }
    var buttons = [(wording(.cancel), wording.key(.escape), ConfirmationSheet.Focus.cancel)]
    if isOpen { buttons.append((wording(.confirm), sheet.typedName == nil ? "y" : "", .confirm)) }
    lines.append(.buttons(buttons))
    return lines
  }

  private static func draw(_ line: Foot, _ sheet: ConfirmationSheet, in rect: Rect, _ canvas: inout Canvas) {
    switch line {
    case .text(let spans): canvas.put(spans, at: rect.origin, width: rect.columns)
    case .name(let label): draw(sheet.name, label, isFocused: sheet.focus == .name, in: rect, &canvas)
    case .reason(let label): draw(sheet.reason, label, isFocused: sheet.focus == .reason, in: rect, &canvas)
    case .buttons(let buttons):
      var column = rect.column
      for button in buttons where column < rect.endColumn {
        let isFocused = sheet.focus == button.focus
        let style: Style = isFocused ? .selection : .plain
        var spans = [Span(isFocused ? "[" : " ", style)]
        if !button.key.isEmpty { spans += [Span(button.key, isFocused ? style : .key), Span(" ", style)] }
        spans += [Span(button.label, style), Span(isFocused ? "]" : " ", style)]
        column += canvas.put(spans, at: Point(column: column, row: rect.row), width: rect.endColumn - column) + 2
      }
    }
  }

  private static func draw(_ field: TextField, _ label: String, isFocused: Bool, in rect: Rect, _ canvas: inout Canvas)
  {
    let used = canvas.put(label, at: rect.origin, style: isFocused ? .accent : .label, width: rect.columns * 2 / 3)
    let room = rect.inset(left: used + 2)
    canvas.draw(
      field, in: Rect(column: room.column, row: room.row, columns: min(room.columns, 60), rows: 1), isFocused: isFocused
    )
  }
}
