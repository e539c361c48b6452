/// Recent values as a row of small columns, one cell for each value, the newest on the right. A new value of the
/// same minute changes one cell only.
public struct Sparkline: Sendable {
  /// What the height of a column means.
  public enum Scale: Sendable, Hashable {
    /// From nothing to this value.
    case upTo(Double)
    /// From nothing to the highest value shown.
    case auto
  }

  /// Oldest first; `nil` where there was no sample, which stays empty.
  public var values: [Double?]
  public var scale: Scale
  public var style: Style
  /// From this value on a column takes `aboveStyle`.
  public var threshold: Double?
  public var aboveStyle: Style

  public init(
    _ values: [Double?], scale: Scale = .upTo(100), style: Style = Style(.graph), threshold: Double? = nil,
    aboveStyle: Style = .warning
  ) {
    self.values = values
    self.scale = scale
    self.style = style
    self.threshold = threshold
    self.aboveStyle = aboveStyle
  }
}

extension Canvas {
  /// Draws the newest values that fit on the first row of `rect`, against its right edge.
  public mutating func draw(_ line: Sparkline, in rect: Rect) {
    guard !rect.isEmpty else { return }
    let shown = line.values.suffix(rect.columns)
    let top: Double
    switch line.scale {
    case .upTo(let value): top = value
    case .auto: top = shown.compactMap { $0 }.filter(\.isFinite).max() ?? 0
    }
    var column = rect.endColumn - shown.count
    for value in shown {
      defer { column += 1 }
      guard let value, value.isFinite else { continue }
      let share = top > 0 ? min(1, max(0, value / top)) : 0
      let style = line.threshold.map { value > $0 } == true ? line.aboveStyle : line.style
      let level = share > 0 ? max(1, Int((share * 4).rounded())) : 0
      put(glyphs.spark(level), at: Point(column: column, row: rect.row), style: style)
    }
  }
}
