import Drawing

/// Names and what is known, one to a line.
struct Facts {
  private(set) var lines: [(name: String, spans: [Span])] = []

  /// A fact in one style; nothing is added when there is none.
  mutating func add(_ name: String, _ text: String?, _ style: Style = .plain) {
    if let text, !text.isEmpty { lines.append((name, [Span(text, style)])) }
  }

  /// A fact in pieces.
  mutating func add(_ name: String, _ spans: [Span]) { lines.append((name, spans)) }
}

extension Canvas {
  /// Draws as many lines as fit; the texts stand in one column.
  mutating func draw(_ facts: Facts, in rect: Rect) {
    let widest = facts.lines.map { $0.name.displayColumns }.max() ?? 0
    let names = min(widest, max(6, rect.columns / 3))
    for (index, line) in facts.lines.enumerated() where index < rect.rows {
      let place = rect.line(index).inset(left: 1)
      put(line.name, in: place.splitLeft(names).left, style: .label)
      let rest = place.inset(left: names + 2)
      if !rest.isEmpty { put(line.spans, in: rest) }
    }
  }
}
