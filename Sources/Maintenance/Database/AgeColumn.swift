/// How a column says when a row was made.
public enum AgeColumn: String, Codable, Sendable, CaseIterable {
  /// A date and time of SQL.
  case datetime
  /// Seconds since 1970.
  case unix
}
