import Maintenance

/// What came of a question over the network.
struct WebOutcome: Sendable, Equatable {
  /// How it ended.
  enum Ending: Sendable, Equatable {
    case answered
    /// Nobody listens there.
    case refused
    /// No answer within the limit.
    case timedOut
    /// The address itself cannot be asked: not a web address.
    case badAddress(String)
    /// Anything else, in libcurl's words: a name that is not found, a certificate that is not trusted.
    case failed(String)
  }

  var ending: Ending
  /// The HTTP status; `nil` when there was no answer or none was asked for.
  var status: Int?
  /// From the start of the connection to the end.
  var seconds: Double
  /// The body's first MiB, when it was asked for.
  var body: [UInt8] = []
  /// When the server's certificate ends, over HTTPS.
  var certificateEnds: Timestamp?
}
