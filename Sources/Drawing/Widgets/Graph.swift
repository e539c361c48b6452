/// Values over time as a line of dots, eight to a cell, with an axis on the left and, if asked for, a line where the
/// threshold lies. Any number of values is squeezed into the width: peaks and dips of what shares a column stay.
public struct Graph: Sendable {
  /// A value of the axis and the text that stands there.
  public struct Tick: Sendable, Hashable {
    public var value: Double
    public var label: String

    public init(_ value: Double, _ label: String) {
      self.value = value
      self.label = label
    }
  }

  /// At equal distances, oldest first; `nil` where there was no sample, which leaves a gap.
  public var values: [Double?]
  /// What the lower and the upper edge stand for.
  public var range: ClosedRange<Double>
  public var threshold: Double?
  /// A second line, above the threshold: what lies above it takes ``criticalStyle``.
  public var critical: Double?
  /// Marks on the vertical axis, with their texts on the left of it.
  public var ticks: [Tick]
  /// Texts under the graph, spread from the left edge to the right; empty for none.
  public var moments: [String]
  public var style: Style
  /// What lies above the threshold.
  public var aboveStyle: Style
  /// What lies above the second line.
  public var criticalStyle = Style.critical

  public init(
    _ values: [Double?], range: ClosedRange<Double> = 0...100, threshold: Double? = nil, critical: Double? = nil,
    ticks: [Tick] = [],
    moments: [String] = [], style: Style = Style(.graph), aboveStyle: Style = .warning
  ) {
    self.values = values
    self.range = range
    self.threshold = threshold
    self.critical = critical
    self.ticks = ticks
    self.moments = moments
    self.style = style
    self.aboveStyle = aboveStyle
  }

  /// The lowest and the highest of the values that fall into each of `count` columns; `nil` where none is known.
  func spans(in count: Int) -> [(low: Double, high: Double)?] {
    guard count > 0 else { return [] }
    var spans = [(low: Double, high: Double)?](repeating: nil, count: count)
    for (index, value) in values.enumerated() {
      guard let value, value.isFinite else { continue }
      // Few values are spread over the width, each as broad as its share.
      let first = index * count / values.count
      let last = max(first, (index + 1) * count / values.count - 1)
      for column in first...min(last, count - 1) {
        if let span = spans[column] {
          spans[column] = (min(span.low, value), max(span.high, value))
        } else {
          spans[column] = (value, value)
        }
      }
    }
    return spans
  }

  /// The dot row of a value, 0 at the top, of `count`.
  func dotRow(_ value: Double, of count: Int) -> Int {
    let width = range.upperBound - range.lowerBound
    guard count > 0, width > 0 else { return 0 }
    let share = min(1, max(0, (value - range.lowerBound) / width))
    return count - 1 - min(count - 1, Int(share * Double(count)))
  }
}

extension Canvas {
  /// Draws the graph over the whole of `rect`, the moments on its last row.
  public mutating func draw(_ graph: Graph, in rect: Rect) {
    guard !rect.isEmpty else { return }
    let labels = graph.ticks.map { $0.label.displayColumns }.max() ?? 0
    let upper = graph.moments.isEmpty || rect.rows < 2 ? rect : rect.splitBottom(1).rest
    let parts = upper.splitLeft(labels + 1)
    let plot = parts.rest
    draw(axisOf: graph, in: parts.left)
    if upper.rows < rect.rows {
      draw(graph.moments, in: rect.splitBottom(1).bottom.inset(left: labels + 1))
    }
    guard !plot.isEmpty else { return }
    for threshold in [graph.threshold, graph.critical] {
      guard let threshold, graph.range.contains(threshold) else { continue }
      let row = plot.row + graph.dotRow(threshold, of: plot.rows * 4) / 4
      put(glyphs.threshold, at: Point(column: plot.column, row: row), style: Style(.track), count: plot.columns)
    }
    charset == .unicode ? draw(dotsOf: graph, in: plot) : draw(signsOf: graph, in: plot)
  }

  private mutating func draw(axisOf graph: Graph, in rect: Rect) {
    for line in 0..<rect.rows {
      put(glyphs.axis, at: Point(column: rect.endColumn - 1, row: rect.row + line), style: Style(.track))
    }
    for tick in graph.ticks where graph.range.contains(tick.value) && rect.rows > 0 {
      let row = rect.row + graph.dotRow(tick.value, of: rect.rows * 4) / 4
      put(
        tick.label, at: Point(column: rect.column, row: row), style: .label, width: rect.columns - 1,
        alignment: .right)
      put(glyphs.axisTick, at: Point(column: rect.endColumn - 1, row: row), style: Style(.track))
    }
  }

  /// Spreads texts so that the first starts at the left edge and the last ends at the right one; those that would
  /// touch the one before are left out.
  private mutating func draw(_ moments: [String], in rect: Rect) {
    var free = rect.column
    for (index, text) in moments.enumerated() {
      let width = text.displayColumns
      let share = moments.count > 1 ? index * (rect.columns - 1) / (moments.count - 1) : 0
      let shift = index == 0 ? 0 : (index == moments.count - 1 ? width - 1 : width / 2)
      let column = rect.column + share - shift
      guard column >= free, column + width <= rect.endColumn else { continue }
      put(text, at: Point(column: column, row: rect.row), style: .label)
      free = column + width + 1
    }
  }

  private mutating func draw(dotsOf graph: Graph, in plot: Rect) {
    let height = plot.rows * 4
    var dots = [UInt8](repeating: 0, count: plot.columns * plot.rows)
    var previous: Int?
    for (column, span) in graph.spans(in: plot.columns * 2).enumerated() {
      guard let span else {
        previous = nil
        continue
      }
      var top = graph.dotRow(span.high, of: height)
      var bottom = graph.dotRow(span.low, of: height)
      let (own, middle) = ((top, bottom), (top + bottom) / 2)
      if let previous {
        if previous < top { top = previous + 1 }
        if previous > bottom { bottom = previous - 1 }
        if top > bottom { (top, bottom) = own }
      }
      for dot in top...bottom {
        dots[dot / 4 * plot.columns + column / 2] |= Canvas.brailleBit(column: column % 2, row: dot % 4)
      }
      previous = middle
    }
    let limits = limits(of: graph, rows: plot.rows)
    for (index, bits) in dots.enumerated() where bits != 0 {
      guard let sign = Unicode.Scalar(0x2800 + UInt32(bits)) else { continue }
      let (row, column) = (index / plot.columns, index % plot.columns)
      put(sign, at: Point(column: plot.column + column, row: plot.row + row), style: limits.style(row))
    }
  }

  private mutating func draw(signsOf graph: Graph, in plot: Rect) {
    let limits = limits(of: graph, rows: plot.rows)
    for (column, span) in graph.spans(in: plot.columns).enumerated() {
      guard let span else { continue }
      let top = graph.dotRow(span.high, of: plot.rows * 4) / 4
      let bottom = graph.dotRow(span.low, of: plot.rows * 4) / 4
      for row in top...bottom {
        put("*", at: Point(column: plot.column + column, row: plot.row + row), style: limits.style(row))
      }
    }
  }

  /// The rows of the lines, and what lies above them looks like.
  private struct Limits {
    var threshold, critical: Int?
    let graph: Graph

    func style(_ row: Int) -> Style {
      if let critical, row < critical { return graph.criticalStyle }
      if let threshold, row < threshold { return graph.aboveStyle }
      return graph.style
    }
  }

  private func limits(of graph: Graph, rows: Int) -> Limits {
    Limits(
      threshold: graph.threshold.map { graph.dotRow($0, of: rows * 4) / 4 },
      critical: graph.critical.map { graph.dotRow($0, of: rows * 4) / 4 }, graph: graph)
  }

  /// The bit of a dot in a braille pattern. The fourth row was added to the pattern later, hence its odd bits.
  private static func brailleBit(column: Int, row: Int) -> UInt8 {
    if row == 3 { return column == 0 ? 0x40 : 0x80 }
    return 1 << UInt8(column * 3 + row)
  }
}
