/// A question over HTTP or HTTPS and the answer that is expected.
public struct HTTPCheck: Codable, Sendable, Equatable {
  public var url: String
  public var expectedStatus: Int
  /// The time limit of the whole exchange.
  public var withinSeconds: Double
  /// A text that the body must hold.
  public var contains: String?
  /// Days before the end of the certificate from which it is a warning, and critical.
  public var certificateWarnDays, certificateCriticalDays: Double?

  /// A question.
  public init(url: String, expectedStatus: Int = 200, withinSeconds: Double = 2, contains: String? = nil) {
    self.url = url
    self.expectedStatus = expectedStatus
    self.withinSeconds = withinSeconds
    self.contains = contains
  }
}
