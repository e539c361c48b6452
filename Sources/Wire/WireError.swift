/// Why a client cannot speak with the agent.
public enum WireError: Error, Sendable, Equatable {
  /// No agent listens: there is no socket, or the one that made it has died.
  case noAgent(path: String)
  /// This person may not open the socket.
  case denied(path: String)
  /// The path does not fit into a socket address.
  case pathTooLong(path: String)
  /// The agent went away.
  case closed
  /// It did not answer in time.
  case timeout(seconds: Double)
  /// The agent will not talk to this client.
  case refused(Refusal)
  /// A line that is no message of this version.
  case malformed(String)
  /// The system call that failed, and its error number.
  case system(call: String, errno: Int32)
}
