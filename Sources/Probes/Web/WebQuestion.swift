/// What is asked of a service over the network.
struct WebQuestion: Sendable, Hashable {
  /// `http://…` or `https://…`.
  var url: String
  /// The time limit of the whole exchange.
  var limitSeconds: Double
  /// Whether a TCP connection is all that is wanted.
  var connectsOnly = false
  /// Whether the body is needed; its first MiB is kept then.
  var keepsBody = false
  /// The file of certificate authorities to trust instead of the host's own.
  var authorities: String?
}
