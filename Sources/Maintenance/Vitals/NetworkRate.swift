/// The traffic of one network interface between two samples (`/proc/net/dev`).
public struct NetworkRate: Codable, Sendable, Equatable {
  /// `eth0`.
  public var interface: String
  public var receivedBytesPerSecond, sentBytesPerSecond: Double
  public var receivedPacketsPerSecond, sentPacketsPerSecond: Double
  /// Errors and drops of both directions, a second.
  public var errorsPerSecond, dropsPerSecond: Double

  /// The rates of one interface.
  public init(
    interface: String, receivedBytesPerSecond: Double, sentBytesPerSecond: Double, receivedPacketsPerSecond: Double,
    sentPacketsPerSecond: Double, errorsPerSecond: Double, dropsPerSecond: Double
  ) {
    self.interface = interface
    self.receivedBytesPerSecond = receivedBytesPerSecond
    self.sentBytesPerSecond = sentBytesPerSecond
    self.receivedPacketsPerSecond = receivedPacketsPerSecond
    self.sentPacketsPerSecond = sentPacketsPerSecond
    self.errorsPerSecond = errorsPerSecond
    self.dropsPerSecond = dropsPerSecond
  }
}
