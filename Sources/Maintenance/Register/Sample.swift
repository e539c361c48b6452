/// One figure at one moment: what the register keeps of the vitals.
public struct Sample: Codable, Sendable, Equatable {
  /// `cpu`, `memory`, `disk`, `connections`, `disk:/var`, `net:eth0:received`, `service:nginx:latency`.
  public var series: String
  public var at: Timestamp
  /// `nil`: it could not be read, which is not zero.
  public var value: Double?

  /// A figure.
  public init(series: String, at: Timestamp, value: Double?) {
    self.series = series
    self.at = at
    self.value = value
  }
}
