/// A question that slides over the lower part of the screen and leaves in sight what it is about.
public struct Sheet: Sendable {
  /// An answer and its key.
  public struct Button: Sendable, Hashable {
    /// How the key is called; empty for an answer that only Enter gives.
    public var key: String
    public var label: String
    /// Why it cannot be given now: shown dim behind it; `nil` when it can.
    public var unavailable: String?

    public init(_ key: String, _ label: String, unavailable: String? = nil) {
      self.key = key
      self.label = label
      self.unavailable = unavailable
    }
  }

  /// What is asked, with its target in `.strong`.
  public var title: [Span]
  /// What one must know before answering. A line too long is wrapped if it is one piece, and cut otherwise.
  public var body: [[Span]]
  /// What would be run, exactly as one would type it; wrapped, never cut.
  public var command: String
  /// A name or a reason to type, and what it is called.
  public var field: TextField?
  public var fieldLabel: String
  /// The answers; the safe one comes first.
  public var buttons: [Button]
  /// Which answer Enter gives: the first unless the person has moved on.
  public var focused: Int
  /// Whether the rule is red, for what cannot be undone.
  public var isSevere: Bool

  public init(
    title: [Span], body: [[Span]] = [], command: String = "", field: TextField? = nil, fieldLabel: String = "",
    buttons: [Button], focused: Int = 0, isSevere: Bool = false
  ) {
    self.title = title
    self.body = body
    self.command = command
    self.field = field
    self.fieldLabel = fieldLabel
    self.buttons = buttons
    self.focused = focused
    self.isSevere = isSevere
  }

  /// The lines between title and field as they break in `columns` cells.
  private func lines(in columns: Int) -> [[Span]] {
    let text = body.flatMap { line -> [[Span]] in
      guard line.count == 1, let span = line.first, !span.text.isEmpty else { return [line] }
      return span.text.wrapped(in: columns).map { [Span($0, span.style)] }
    }
    guard !command.isEmpty else { return text }
    let commands = command.wrapped(in: max(1, columns - 2)).map { [Span("  " + $0, .dim)] }
    return text + (text.isEmpty ? [] : [[]]) + commands
  }

  /// The rows it needs in `columns` cells: rule, lines, field, an empty row and the answers.
  public func rows(in columns: Int) -> Int {
    1 + lines(in: max(1, columns - 2)).count + (field == nil ? 0 : 2) + (buttons.isEmpty ? 0 : 2)
  }

  fileprivate func visibleLines(in columns: Int, rows: Int) -> [[Span]] {
    let all = lines(in: columns)
    return all.count <= rows ? all : Array(all.prefix(max(0, rows)))
  }
}

extension Canvas {
  /// Draws the sheet over the lower rows of `rect`, as many as it needs, and returns the part that it covers. Where
  /// there are too few, lines of the body are left out; field and answers never are.
  @discardableResult
  public mutating func draw(_ sheet: Sheet, in rect: Rect) -> Rect {
    let height = min(rect.rows, sheet.rows(in: rect.columns))
    let place = rect.splitBottom(height).bottom
    guard !place.isEmpty else { return place }
    clear(place)
    let line = sheet.isSevere ? Style.critical : Style.accent
    put(glyphs.rule, at: place.origin, style: line, count: place.columns)
    let start = Point(column: place.column + 1, row: place.row)
    let used = put([Span(" ")] + sheet.title + [Span(" ")], at: start, width: max(0, place.columns - 2))
    if used == 0 { put(glyphs.rule, at: start, style: line) }

    let inside = place.inset(left: 1, top: 1, right: 1)
    let answers = sheet.buttons.isEmpty ? 0 : min(2, inside.rows)
    let typing = sheet.field == nil ? 0 : min(2, max(0, inside.rows - answers))
    let parts = inside.splitBottom(answers + typing)
    for (index, spans) in sheet.visibleLines(in: inside.columns, rows: parts.rest.rows).enumerated() {
      put(spans, at: parts.rest.line(index).origin, width: parts.rest.columns)
    }
    let lower = parts.bottom.splitTop(typing)
    if let field = sheet.field, typing > 0 { draw(field, label: sheet.fieldLabel, in: lower.top.line(typing - 1)) }
    if answers > 0 { draw(sheet.buttons, focused: sheet.focused, in: lower.rest.line(answers - 1)) }
    return place
  }

  private mutating func draw(_ field: TextField, label: String, in rect: Rect) {
    let used = put(label, at: rect.origin, style: .label, width: rect.columns / 2)
    draw(field, in: rect.inset(left: used == 0 ? 0 : used + 1))
  }

  private mutating func draw(_ buttons: [Sheet.Button], focused: Int, in rect: Rect) {
    var column = rect.column
    for (index, button) in buttons.enumerated() where column < rect.endColumn {
      let isFocused = index == focused
      let isOpen = button.unavailable == nil
      func style(_ usual: Style) -> Style { isFocused ? .selection : (isOpen ? usual : .dim) }
      var spans = [Span(isFocused ? "[" : " ", style(.plain))]
      if !button.key.isEmpty { spans += [Span(button.key, style(.key)), Span(" ", style(.plain))] }
      spans += [Span(button.label, style(.plain)), Span(isFocused ? "]" : " ", style(.plain))]
      if let reason = button.unavailable, !reason.isEmpty { spans.append(Span(" (" + reason + ")", .dim)) }
      column += put(spans, at: Point(column: column, row: rect.row), width: rect.endColumn - column) + 1
    }
  }
}
