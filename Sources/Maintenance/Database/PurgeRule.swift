/// Rows that are deleted.
public struct PurgeRule: Codable, Sendable, Hashable {
  public var table: String
  /// The column that holds their date; absent: the whole table is emptied.
  public var column: String?
  public var form: AgeColumn
  /// Absent: all of them.
  public var olderThanSeconds: Double?

  /// A rule.
  public init(table: String, column: String? = nil, form: AgeColumn = .datetime, olderThanSeconds: Double? = nil) {
    self.table = table
    self.column = column
    self.form = form
    self.olderThanSeconds = olderThanSeconds
  }
}
