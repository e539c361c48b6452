import Drawing

/// Names and what is known, one to a line.
struct Facts {
  private(set) var lines: [(name: String, spans: [Span])] = []

  /// A fact in one style; nothing is added when there is none.
  mutating func add(_ name: String, _ text: String?, _ style: Style = .plain) {
    if let text, !text.isEmpty { lines.append((name, [Span(text, style)])) }
  }

  /// How many rows they take where each text goes on below itself.
  func rows(in columns: Int) -> Int {
    let widest = lines.map { $0.name.displayColumns }.max() ?? 0
    let room = max(1, columns - min(widest, max(6, columns / 3)) - 3)
    return lines.map { $0.spans.count == 1 ? $0.spans[0].text.wrapped(in: room).count : 1 }.reduce(0, +)
  }

  /// A fact in pieces.
  mutating func add(_ name: String, _ spans: [Span]) { lines.append((name, spans)) }
}

extension Canvas {
  /// Draws as many lines as fit; the texts stand in one column. Where rows are left over, a text that is too long goes on
  /// below itself, as far as they reach.
  mutating func draw(_ facts: Facts, in rect: Rect) {
    let widest = facts.lines.map { $0.name.displayColumns }.max() ?? 0
    let names = min(widest, max(6, rect.columns / 3))
    let room = max(1, rect.columns - names - 3)
    var spare = rect.rows - facts.lines.count
    var row = 0
    for line in facts.lines {
      var parts = [line.spans]
      if spare > 0, line.spans.count == 1, line.spans[0].text.displayColumns > room {
        var wrapped = line.spans[0].text.wrapped(in: room)
        // What there is no row for is cut at the end of the last.
        if wrapped.count - 1 > spare { wrapped = wrapped.prefix(spare) + [wrapped[spare...].joined(separator: " ")] }
        parts = wrapped.map { [Span($0, line.spans[0].style)] }
        spare -= wrapped.count - 1
      }
      for (index, spans) in parts.enumerated() where row < rect.rows {
        let place = rect.line(row).inset(left: 1)
        if index == 0 { put(line.name, in: place.splitLeft(names).left, style: .label) }
        let rest = place.inset(left: names + 2)
        if !rest.isEmpty { put(spans, in: rest) }
        row += 1
      }
    }
  }
}
