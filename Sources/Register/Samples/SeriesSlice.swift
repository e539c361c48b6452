/// A piece of a series, cut in equal steps, with none left out.
public struct SeriesSlice: Sendable, Equatable {
  /// The length of a step: the one asked for, or longer where the register keeps nothing so fine.
  public var stepSeconds: Double
  /// Oldest first.
  public var points: [SeriesPoint]

  /// A piece of a series.
  public init(stepSeconds: Double, points: [SeriesPoint]) {
    self.stepSeconds = stepSeconds
    self.points = points
  }
}
