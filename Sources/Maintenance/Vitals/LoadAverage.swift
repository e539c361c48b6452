/// The load averages (`/proc/loadavg`).
public struct LoadAverage: Codable, Sendable, Equatable {
  /// Over 1, 5 and 15 minutes.
  public var one, five, fifteen: Double

  /// The averages over 1, 5 and 15 minutes.
  public init(one: Double, five: Double, fifteen: Double) {
    self.one = one
    self.five = five
    self.fifteen = fifteen
  }
}
