import Drawing
import Maintenance

/// A preview: what it acts on, what it changes, what was looked at, the exact commands, and how to confirm it.
enum ConfirmationLayer {
  static func draw(_ sheet: ConfirmationSheet, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let parts = Parts(sheet, model, in: rect, canvas.glyphs)
    canvas.clear(parts.place)
    drawRule(sheet, model, in: parts.place.line(0), &canvas)
    let inside = parts.place.inset(left: 1, top: 1, right: 1)
    let first = min(sheet.scroll, parts.hidden)
    for (index, line) in parts.lines[first...].prefix(parts.shown).enumerated() {
      canvas.put(line, in: inside.line(index))
    }
    let below = parts.hidden - first
    if below > 0 {
      let arrows = (first > 0 ? "\(canvas.glyphs.arrowUp)" : "") + "\(canvas.glyphs.arrowDown) "
      let text = arrows + model.wording.pick("encore \(below)", "\(below) more")
      canvas.put(text, in: inside.line(parts.shown), style: .label, alignment: .right)
    }
    let lower = inside.splitBottom(min(parts.foot.count, inside.rows)).bottom
    for (index, line) in parts.foot.enumerated() { draw(line, sheet, in: lower.line(index), &canvas) }
  }

  /// The cells of a line of the sheet.
  static func columns(in model: Model) -> Int { max(1, Frame(model.size).body.columns - 2) }

  /// How far the lines above the answers can be scrolled on the model's screen.
  static func lastScroll(of sheet: ConfirmationSheet, in model: Model) -> Int {
    Parts(sheet, model, in: Frame(model.size).body, Glyphs(model.charset)).hidden
  }

  /// How many of the lines above the answers are in sight on the model's screen.
  static func linesShown(of sheet: ConfirmationSheet, in model: Model) -> Int {
    Parts(sheet, model, in: Frame(model.size).body, Glyphs(model.charset)).shown
  }

  /// How many lines there are below those in sight.
  static func linesBelow(in sheet: ConfirmationSheet, _ model: Model) -> Int {
    max(0, lastScroll(of: sheet, in: model) - sheet.scroll)
  }

  /// What the sheet shows and how much of it there is room for.
  private struct Parts {
    /// Facts, preflight and commands.
    let lines: [[Span]]
    let foot: [Foot]
    /// How many of the lines are in sight, and how many are not.
    let shown, hidden: Int
    let place: Rect

    init(_ sheet: ConfirmationSheet, _ model: Model, in rect: Rect, _ glyphs: Glyphs) {
      let columns = max(1, rect.columns - 2)
      lines = head(sheet, model, columns, glyphs) + SheetCommands(sheet, columns: columns).lines(model)
      // What is asked stands even on a low screen; the command line that does the same gives way first.
      let whole = ConfirmationLayer.foot(sheet, model, columns, glyphs, withCommandLine: true)
      let isLow = rect.rows < whole.count + 7
      foot = isLow ? ConfirmationLayer.foot(sheet, model, columns, glyphs, withCommandLine: false) : whole
      // On a screen with room, some of what it is about stays in sight.
      let most = max(rect.rows - (rect.rows >= 18 ? 4 : 0), 2)
      let room = max(1, most - 1 - foot.count)
      shown = lines.count < room ? lines.count : max(1, room - 1)
      hidden = lines.count - shown
      place = rect.splitBottom(min(rect.rows, 1 + shown + 1 + foot.count)).bottom
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
        return refusal(why, columns, glyphs)
      }
      return [[Span(.running, glyphs), Span(" " + wording(.asking), .dim)]]
    }
    var lines: [[Span]] = [
      [
        Span(label(.target, wording), .label),
        Span(wording.target(preview.procedure.target, in: model.situation), .strong),
      ]
    ]
    lines += sources(of: sheet, model)
    lines += wording(preview.impact).wrapped(in: columns).map { [Span($0)] }
    lines += preview.preflight.flatMap { check in
      // What is not well must not look so: the sign and the word of a warning, whether or not it asks for a reason.
      let isWarning = check.severity == .warning || check.isAdvice == true
      let word = isWarning ? wording.pick("attention\u{A0}: ", "warning: ") : ""
      let isFine = check.severity == .fine && !isWarning
      return (word + wording(check.text)).wrapped(in: max(1, columns - 2)).enumerated().map { index, line in
        let mark: Mark = isFine ? .done : isWarning ? .warning : check.severity.mark
        return [index == 0 ? Span(mark, glyphs) : Span(" "), Span(" " + line, isFine ? .dim : .plain)]
      }
    }
    if let obstacle = model.sheetObstacle { lines += refusal(model.why(obstacle), columns, glyphs) }
    if case .refused(let why) = sheet.phase { lines += refusal(why, columns, glyphs) }
    return lines
  }

  /// Why it is not done, wrapped behind its sign.
  private static func refusal(_ text: String, _ columns: Int, _ glyphs: Glyphs) -> [[Span]] {
    text.wrapped(in: max(1, columns - 2)).enumerated().map { index, line in
      [index == 0 ? Span(.refused, glyphs) : Span(" "), Span(" " + line, .critical)]
    }
  }

  /// From which backups: when each was taken, how big it is, and how far it can be trusted; and until which moment.
  private static func sources(of sheet: ConfirmationSheet, _ model: Model) -> [[Span]] {
    let ids: [String]
    var until: Timestamp?
    switch sheet.request {
    case .restore(_, let backup, let moment), .restoreInto(_, let backup, let moment),
      .restoreRows(_, let backup, let moment):
      ids = backup.map { [$0] } ?? []
      until = moment
    case .restoreEverything(let moment):
      // The request leaves the choice open: the steps say what was chosen.
      var seen: Set<String> = []
      ids = (sheet.preview?.procedure.steps ?? []).compactMap { $0.arguments["backup"] }.filter {
        seen.insert($0).inserted
      }
      until = moment
    case .verify(let backup): ids = [backup]
    case .service, .backup, .revert, .dropAside, .prune, .reportBackups, .drill, .copy, .fetch: ids = []
    }
    let backups = (model.situation?.backups ?? []).flatMap { $0.backups.value ?? [] }
    let rows = ids.compactMap { id in backups.first { $0.id == id } }.flatMap { source($0, model) }
    guard let until, !rows.isEmpty else { return rows }
    return rows + [[Span(label(.until, model.wording), .label), Span(model.wording.exact(until), .strong)]]
  }

  private static func source(_ backup: BackupSummary, _ model: Model) -> [[Span]] {
    let wording = model.wording
    let about = "\(wording.leg(backup.leg)) · \(wording.exact(backup.takenAt))"
    let age = wording.ago(backup.takenAt, now: model.now)
    let state = "\(age) · \(wording.bytes(backup.bytes)) · \(backup.fault ?? wording.trust(backup.trust))"
    return [
      [Span(label(.from, wording), .label), Span(about, .strong)],
      [Span(label(nil, wording), .label), Span(state, backup.fault == nil ? .plain : .warning)],
    ] + (CatalogueWords.origin(backup, model).map { [[Span(label(nil, wording), .label), Span($0, .strong)]] } ?? [])
  }

  /// The name of a fact, in a column of its own.
  private static func label(_ word: Word?, _ wording: Wording) -> String {
    let columns = [Word.target, .from, .until].map { wording($0).displayColumns }.max().map { $0 + 2 } ?? 2
    let name = word.map { wording($0) } ?? ""
    return name + String(repeating: " ", count: columns - name.displayColumns)
  }

  /// A line below the commands.
  fileprivate enum Foot {
    case text([Span])
    case name(String)
    case reason(String)
    case buttons([(label: String, key: String, focus: ConfirmationSheet.Focus)])
  }

  private static func foot(
    _ sheet: ConfirmationSheet, _ model: Model, _ columns: Int, _ glyphs: Glyphs, withCommandLine: Bool
  ) -> [Foot] {
    let wording = model.wording
    var lines: [Foot] = []
    if let preview = sheet.preview, withCommandLine {
      let same = "\(wording(.sameAs)) \(preview.commandLine)"
      lines += same.wrapped(in: max(1, columns)).map { .text([Span($0, .dim)]) }
    }
    let isOpen = sheet.phase == .ready && model.sheetObstacle == nil
    if isOpen, let name = sheet.typedName {
      lines.append(.name(wording.pick("Écrire \(name) pour confirmer", "Type \(name) to confirm")))
    }
    if isOpen, sheet.needsReason { lines.append(.reason(wording(.reason))) }
    if let complaint = sheet.complaint {
      let text: String
      switch complaint {
      case .nameDiffers: text = wording(.nameDiffers)
      case .reasonMissing: text = wording(.reasonMissing)
      case .agent(let why): text = why
      }
      lines += refusal(text, columns, glyphs).map { .text($0) }
    }
    if sheet.phase == .starting { lines.append(.text([Span(.running, glyphs), Span(" " + wording(.starting))])) }
    var buttons = [(wording(.cancel), model.key(of: "cancel") ?? "", ConfirmationSheet.Focus.cancel)]
    if isOpen {
      let submit = model.key(of: "submit").map { "\(wording(.name)) + \($0)" } ?? ""
      let key = sheet.typedName == nil ? model.key(of: "confirm") ?? "" : submit
      buttons.append((wording(.confirm), key, .confirm))
    }
    lines.append(.buttons(buttons))
    return lines
  }

  private static func draw(_ line: Foot, _ sheet: ConfirmationSheet, in rect: Rect, _ canvas: inout Canvas) {
    switch line {
    case .text(let spans): canvas.put(spans, in: rect)
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
    let used = canvas.put(label, in: rect.splitLeft(rect.columns * 2 / 3).left, style: isFocused ? .accent : .label)
    let room = rect.inset(left: used + 2)
    canvas.draw(
      field, in: Rect(column: room.column, row: room.row, columns: min(room.columns, 60), rows: 1), isFocused: isFocused
    )
  }
}
