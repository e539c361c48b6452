/// Which slow queries are looked at.
public struct SlowQueryReview: Codable, Sendable, Hashable {
  /// A query that takes longer is slow.
  public var thresholdSeconds: Double
  /// As many of the slowest are shown.
  public var worst: Int
  public var cadence: Cadence

  /// A review.
  public init(thresholdSeconds: Double, worst: Int, cadence: Cadence) {
    self.thresholdSeconds = thresholdSeconds
    self.worst = worst
    self.cadence = cadence
  }
}
