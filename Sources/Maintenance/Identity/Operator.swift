/// A person as the kernel attests them: never taken from an environment variable.
public struct Operator: Codable, Sendable, Hashable {
  /// The user's name, or `uid 1234` when the host knows none.
  public var name: String
  /// The audit login uid where it is set (it survives `sudo`), else the uid of the socket's peer.
  public var uid: UInt32
  /// The effective uid of the peer, when it differs from the login.
  public var actingAs: UInt32?

  /// A person.
  public init(name: String, uid: UInt32, actingAs: UInt32? = nil) {
    self.name = name
    self.uid = uid
    self.actingAs = actingAs
  }

  /// The agent itself: what its calendar starts.
  public static let agent = Operator(name: "vigie", uid: 0)
}
