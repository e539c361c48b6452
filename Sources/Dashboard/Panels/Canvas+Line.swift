import Drawing

extension Canvas {
  /// Puts pieces on the first row of `rect`, cut at its right edge; nothing when it is empty.
  mutating func put(_ spans: [Span], in rect: Rect) {
    guard !rect.isEmpty else { return }
    put(spans, at: rect.origin, width: rect.columns)
  }

  /// Puts text on the first row of `rect`, cut at its right edge, and returns the cells it took; nothing when it is
  /// empty.
  @discardableResult
  mutating func put(_ text: String, in rect: Rect, style: Style = .plain, alignment: Alignment = .left) -> Int {
    guard !rect.isEmpty else { return 0 }
    return put(text, at: rect.origin, style: style, width: rect.columns, alignment: alignment)
  }
}
