/// How often something is asked for: by the calendar, or by what happens.
public enum Cadence: String, Codable, Sendable, CaseIterable {
  /// As soon as there is one, such as a correction of a security hole.
  case asAvailable = "as-available"
  /// After every backup.
  case eachBackup = "each-backup"
  /// After every test of a restore.
  case eachTest = "each-test"
  /// After every significant change.
  case eachChange = "each-change"
  /// When something has failed.
  case onFailure = "on-failure"
  /// All the time.
  case always
  case daily
  case weekly
  case monthly
  case quarterly
  case yearly

  /// The period of the maintenance calendar, when it is one.
  public var period: Period? { Period(rawValue: rawValue) }
}
