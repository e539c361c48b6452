import Wire

/// What happens on the agent's socket.
public enum WireEvent: Sendable {
  case opened(WireConnection)
  case received(WireConnection, ClientMessage)
  /// A line that is no message of this version.
  case malformed(WireConnection)
  /// The client takes lines again after it had not.
  case writable(WireConnection)
  case closed(WireConnection)
}
