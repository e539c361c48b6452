/// One cell for each day or hour: how it went, newest on the right.
public struct HeatStrip: Sendable {
  /// One cell of the strip.
  public struct Day: Sendable, Hashable {
    /// From 0 (nothing) to 1 (the most); `nil` when nothing is known of it.
    public var share: Double?
    public var style: Style

    public init(_ share: Double?, style: Style = .plain) {
      self.share = share
      self.style = style
    }
  }

  /// Oldest first.
  public var days: [Day]

  public init(_ days: [Day]) { self.days = days }
}

extension Canvas {
  /// Draws the newest cells that fit on the first row of `rect`, against its right edge.
  public mutating func draw(_ strip: HeatStrip, in rect: Rect) {
    guard !rect.isEmpty else { return }
    let shown = strip.days.suffix(rect.columns)
    var column = rect.endColumn - shown.count
    for day in shown {
      let point = Point(column: column, row: rect.row)
      if let share = day.share, share.isFinite {
        let level = share > 0 ? max(1, Int((min(1, share) * 8).rounded())) : 0
        put(glyphs.level(level), at: point, style: day.style)
      } else {
        put(glyphs.scalar(.unknown), at: point, style: .dim)
      }
      column += 1
    }
  }
}
