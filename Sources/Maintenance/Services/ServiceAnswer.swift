/// What a service answered when it was asked over the network.
public struct ServiceAnswer: Codable, Sendable, Equatable {
  /// The HTTP status; `nil` for a bare TCP connection.
  public var status: Int?
  /// From the start of the connection to the end of the answer.
  public var latencyMilliseconds: Double
  /// Why the answer is not the one the plan expects; `nil` when it is.
  public var fault: String?
  /// When the certificate ends, for HTTPS.
  public var certificateEnds: Timestamp?

  /// An answer.
  public init(status: Int?, latencyMilliseconds: Double, fault: String? = nil, certificateEnds: Timestamp? = nil) {
    self.status = status
    self.latencyMilliseconds = latencyMilliseconds
    self.fault = fault
    self.certificateEnds = certificateEnds
  }
}
