/// A port that must accept a connection.
public struct TCPCheck: Codable, Sendable, Equatable {
  public var host: String
  public var port: Int
  public var withinSeconds: Double

  /// A port.
  public init(host: String = "127.0.0.1", port: Int, withinSeconds: Double = 2) {
    self.host = host
    self.port = port
    self.withinSeconds = withinSeconds
  }
}
