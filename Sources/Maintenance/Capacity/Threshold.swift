/// One limit: a use above `percent` that lasts `forSeconds`. In the plan: `> 70% for 1h`.
public struct Threshold: Codable, Sendable, Hashable {
  /// In percent, 0 … 100; the limit itself is still fine.
  public var percent: Double
  /// How long the use must stay above; 0 fires at once.
  public var forSeconds: Double

  /// A limit that holds for a time.
  public init(percent: Double, forSeconds: Double = 0) {
    self.percent = percent
    self.forSeconds = forSeconds
  }
}
