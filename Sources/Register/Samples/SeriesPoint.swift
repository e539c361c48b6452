import Maintenance

/// What a series was in one step of a graph.
public struct SeriesPoint: Sendable, Equatable {
  /// The beginning of the step.
  public var at: Timestamp
  /// The lowest, mean and highest of the readings; `nil` when there was none, which is not zero.
  public var minimum, mean, maximum: Double?
  /// How many readings there were.
  public var count: Int
  /// How many times it could not be read. With `count` 0 and this 0, nobody looked.
  public var unknown: Int

  /// A step in which nobody looked.
  public init(at: Timestamp) {
    self.at = at
    count = 0
    unknown = 0
  }
}
