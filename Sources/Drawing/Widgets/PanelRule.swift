/// The rule that opens a panel: its title on the left, its count on the right, and the line between.
public struct PanelRule: Sendable {
  public var title: String
  /// How many of how many, or whose it is; empty for none.
  public var count: String
  /// The style of the count: a state's colour when the panel holds a problem.
  public var countStyle: Style
  /// What the panel's list is filtered by, as it was typed; empty for no filter.
  public var filter = ""
  /// How many rows the filter leaves.
  public var found = ""
  /// Whether the next key goes to this panel: only then rule and title take the accent.
  public var isFocused: Bool

  public init(_ title: String, count: String = "", countStyle: Style = .plain, isFocused: Bool = false) {
    self.title = title
    self.count = count
    self.countStyle = countStyle
    self.isFocused = isFocused
  }
}

extension Canvas {
  /// Draws the rule on the first row of `rect`. The title is cut before the count is.
  public mutating func draw(_ rule: PanelRule, in rect: Rect) {
    guard rect.columns > 0, rect.rows > 0 else { return }
    let line = rule.isFocused ? Style.accent : Style(.rule)
    put(glyphs.rule, at: rect.origin, style: line, count: rect.columns)
    var end = rect.endColumn - 1
    let width = rule.count.displayColumns
    if width > 0 && width + 4 <= rect.columns {
      end -= width + 2
      put(" " + rule.count + " ", at: Point(column: end, row: rect.row), style: rule.countStyle)
    }
    // The count brings the space before it along.
    let counted = end < rect.endColumn - 1
    let room = end - rect.column - (counted ? 2 : 3)
    if !rule.title.isEmpty && room > 0 {
      let start = Point(column: rect.column + 1, row: rect.row)
      put(" ", at: start)
      let title = rule.isFocused ? Style.accent : Style(.title)
      var used = put(
        rule.title, at: Point(column: start.column + 1, row: start.row), style: title, width: room)
      if !rule.filter.isEmpty && used + 4 < room {
        used += put(
          [Span(" ", .plain), Span(rule.filter, Style(.match)), Span(" " + rule.found, .dim)],
          at: Point(column: start.column + 1 + used, row: start.row), width: room - used)
      }
      if used < room || !counted { put(" ", at: Point(column: start.column + 1 + used, row: start.row)) }
    }
  }
}
