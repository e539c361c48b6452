/// A share of a whole as a bar.
public struct Gauge: Sendable {
  /// From 0 to 1; `nil` shows an empty bar.
  public var fraction: Double?
  /// Where the threshold stands, from 0 to 1, if the bar shall show it.
  public var threshold: Double?
  public var style: Style

  public init(_ fraction: Double?, threshold: Double? = nil, style: Style = Style(.graph)) {
    self.fraction = fraction
    self.threshold = threshold
    self.style = style
  }
}

extension Canvas {
  /// Draws the bar on the first row of `rect`, as wide as that. Anything above nothing fills a cell, and only the
  /// whole fills all of them.
  public mutating func draw(_ gauge: Gauge, in rect: Rect) {
    guard !rect.isEmpty else { return }
    put(glyphs.gaugeEmpty, at: rect.origin, style: Style(.track), count: rect.columns)
    var filled = 0
    if let fraction = gauge.fraction, fraction.isFinite, fraction > 0 {
      filled = Int((min(1, fraction) * Double(rect.columns)).rounded())
      filled = fraction >= 1 ? rect.columns : max(1, min(rect.columns - 1, filled))
      put(glyphs.gaugeFull, at: rect.origin, style: gauge.style, count: filled)
    }
    if let threshold = gauge.threshold, threshold.isFinite, threshold > 0, threshold < 1 {
      let cell = min(rect.columns - 1, Int(threshold * Double(rect.columns)))
      let style = cell < filled ? gauge.style : Style(.track)
      put(glyphs.gaugeThreshold, at: Point(column: rect.column + cell, row: rect.row), style: style)
    }
  }
}
