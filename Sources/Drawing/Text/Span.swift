/// A piece of a line in one style.
public struct Span: Sendable, Hashable {
  public var text: String
  public var style: Style

  public init(_ text: String, _ style: Style = .plain) {
    self.text = text
    self.style = style
  }

  /// A state's sign in its style.
  public init(_ mark: Mark, _ glyphs: Glyphs) { self.init(glyphs.mark(mark), mark.style) }
}

extension Canvas {
  /// Puts pieces one after the other and returns the cells they took. Together they have `width` cells of room, or
  /// the room up to the right edge; the piece that meets the limit is cut and none follows.
  @discardableResult
  public mutating func put(_ spans: [Span], at point: Point, width: Int? = nil) -> Int {
    let end = min(size.columns, width.map { point.column + $0 } ?? size.columns)
    var column = point.column
    for (index, span) in spans.enumerated() where !span.text.isEmpty {
      let isCut = column + span.text.displayColumns > end
      // A piece that just fills the room leaves none to say that more pieces follow: it gives up its last cell.
      let fills = column + span.text.displayColumns == end
      let more = fills && spans[(index + 1)...].contains { !$0.text.isEmpty }
      let text = more ? span.text + " " : span.text
      column += put(text, at: Point(column: column, row: point.row), style: span.style, width: end - column)
      if isCut || more { break }
    }
    return column - point.column
  }
}
