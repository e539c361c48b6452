/// Pressure stall information of one resource: the share of time in which tasks waited for it (`/proc/pressure/*`).
public struct Pressure: Codable, Sendable, Equatable {
  /// At least one task waited, over 10 s, 60 s and 300 s, in percent.
  public var someAverage10, someAverage60, someAverage300: Double
  /// All tasks waited; `nil` where the kernel does not say (cpu before 5.13).
  public var fullAverage10, fullAverage60, fullAverage300: Double?

  /// The averages in percent.
  public init(
    someAverage10: Double, someAverage60: Double, someAverage300: Double, fullAverage10: Double? = nil,
    fullAverage60: Double? = nil, fullAverage300: Double? = nil
  ) {
    self.someAverage10 = someAverage10
    self.someAverage60 = someAverage60
    self.someAverage300 = someAverage300
    self.fullAverage10 = fullAverage10
    self.fullAverage60 = fullAverage60
    self.fullAverage300 = fullAverage300
  }
}
