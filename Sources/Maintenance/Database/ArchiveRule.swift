/// Old rows that move into a table of their own.
public struct ArchiveRule: Codable, Sendable, Hashable {
  public var table: String
  /// The column that holds their date.
  public var column: String
  public var olderThanSeconds: Double
  /// The table that takes them.
  public var into: String

  /// A rule.
  public init(table: String, column: String, olderThanSeconds: Double, into: String) {
    self.table = table
    self.column = column
    self.olderThanSeconds = olderThanSeconds
    self.into = into
  }
}
