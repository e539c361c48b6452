/// A place in a server's binary log, as `SHOW MASTER STATUS` says it: `mysql-bin.000012:4711`.
public struct BinlogPosition: Codable, Sendable, Hashable {
  /// The file's name, without its folder.
  public var file: String
  /// The byte at which the next event begins.
  public var position: UInt64
  /// Which file of that name it is; `nil` in backups that were made before it was told.
  public var identity: BinlogIdentity?

  /// A place.
  public init(file: String, position: UInt64, identity: BinlogIdentity? = nil) {
    self.file = file
    self.position = position
    self.identity = identity
  }
}
