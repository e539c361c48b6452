/// The agent's socket in a state folder.
public enum SocketPath {
  /// `sun_path` holds 108 bytes with its final zero (unix(7)).
  public static let longest = 107

  /// The socket of the agent of a state folder.
  public static func inside(_ stateFolder: String) -> String { stateFolder + "/agent.sock" }
}
