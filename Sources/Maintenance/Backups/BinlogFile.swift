/// A closed file of a server's binary log that a backup holds, raw: the same bytes as on the server.
public struct BinlogFile: Codable, Sendable, Hashable {
  /// Its name on the server, `mysql-bin.000012`. Its artefact is called the same, with the compressor's ending.
  public var name: String
  /// Its length on the server, before compression.
  public var bytes: UInt64
  /// The moments of its first and its latest event, as the events' own sessions told them: `SET TIMESTAMP` sets them to
  /// anything.
  public var firstEventAt, lastEventAt: Timestamp?
  /// The file that goes on where this one ends. A sequence is whole only when every file names the next.
  public var next: String
  /// Which file it is; `nil` in backups that were made before it was told.
  public var identity: BinlogIdentity?
  /// What had been committed at its end, written as ``BinlogIdentity/transactions``.
  public var transactions: [String: UInt64]?
  /// The moment of the Rotate event that closes it; `nil` when the server was ended before it could write one.
  public var closedAt: Timestamp?
  /// What its statements did to the schema's tables; `nil` in backups that were made before it was told.
  public var tables: [TableEvent]?

  /// A closed file.
  public init(
    name: String, bytes: UInt64, firstEventAt: Timestamp?, lastEventAt: Timestamp?, next: String,
    identity: BinlogIdentity? = nil, transactions: [String: UInt64]? = nil, closedAt: Timestamp? = nil,
    tables: [TableEvent]? = nil
  ) {
    self.name = name
    self.bytes = bytes
    self.firstEventAt = firstEventAt
    self.lastEventAt = lastEventAt
    self.next = next
    self.identity = identity
    self.transactions = transactions
    self.closedAt = closedAt
    self.tables = tables
  }

  /// How far apart the end of a file and the beginning of the next may be, in seconds: one statement writes both.
  static let longestRotation = 60.0

  /// Whether a file goes on where this one ends; `nil` when one of both does not say which it is. Not by `server_id`: it may
  /// be changed, and the log goes on.
  public func leads(to next: BinlogFile) -> Bool? {
    guard let identity, let follower = next.identity else { return nil }
    guard next.name == self.next else { return false }
    if let closedAt, abs(follower.createdAt.seconds(since: closedAt)) > BinlogFile.longestRotation { return false }
    guard let ended = transactions, let begun = follower.transactions else {
      // Without numbers the server's own one is all there is.
      return closedAt != nil || identity.server == follower.server
    }
    // A domain may have been dropped between them (FLUSH BINARY LOGS DELETE_DOMAIN_ID); none is added.
    return begun.allSatisfy { ended[$0.key] == $0.value } && begun.isEmpty == ended.isEmpty
  }

  /// Whether a file may lie somewhere after this one in the same log; `nil` when it cannot be told.
  func isBefore(_ later: BinlogFile) -> Bool? {
    guard BinlogFile.isBefore(name, later.name) else { return false }
    guard let ended = transactions, let begun = later.identity?.transactions else { return nil }
    return ended.allSatisfy { begun[$0.key].map { [seen = $0.value] in $0 >= seen } ?? false }
  }

  /// Whether both are one file, as far as they tell: two backups may hold it.
  func isSame(_ other: BinlogFile) -> Bool {
    guard name == other.name, bytes == other.bytes, next == other.next, firstEventAt == other.firstEventAt,
      lastEventAt == other.lastEventAt
    else { return false }
    guard let identity, let theirs = other.identity else { return true }
    return identity == theirs && transactions == other.transactions
  }

  /// Whether a file of a log is older by its name: their numbers grow, and grow longer after the last of six digits.
  public static func isBefore(_ a: String, _ b: String) -> Bool { (a.utf8.count, a) < (b.utf8.count, b) }

  /// What tells it from files of the same name.
  public var key: String {
    identity.map { "\(name)@\($0.createdAt.milliseconds / 1000)-\($0.server)" } ?? name
  }
}
