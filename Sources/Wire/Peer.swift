/// The other end of a socket as the kernel attests it (`SO_PEERCRED`, unix(7)).
public struct Peer: Sendable, Hashable {
  public var pid: Int32
  public var uid: UInt32
  public var gid: UInt32

  /// A peer.
  public init(pid: Int32, uid: UInt32, gid: UInt32) {
    self.pid = pid
    self.uid = uid
    self.gid = gid
  }
}
