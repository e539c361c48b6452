/// A statement of a server's log that took a table of the schema away, emptied it, or made it anew.
public struct TableEvent: Codable, Sendable, Hashable {
  public enum Kind: String, Codable, Sendable, Hashable {
    /// `DROP TABLE`, or what was there when `CREATE OR REPLACE TABLE` made another.
    case dropped
    /// `TRUNCATE TABLE`.
    case emptied
    /// `RENAME TABLE`, to another name.
    case renamed
    /// `CREATE TABLE`, or a table that was renamed to this name.
    case made
  }

  public var kind: Kind
  /// The table, in lower case; `nil`: the whole schema.
  public var table: String?
  /// When the statement had ended.
  public var at: Timestamp
  /// Where it stands in its file of the log.
  public var position: UInt64

  /// An event.
  public init(_ kind: Kind, table: String?, at: Timestamp, position: UInt64) {
    self.kind = kind
    self.table = table
    self.at = at
    self.position = position
  }

  /// Whether what was in the table is gone by it.
  public var isLoss: Bool { kind != .made }
}
