import Maintenance

/// What the last check of a backup found: kept so that its trust need not be proven again at each start.
public struct BackupVerification: Sendable, Equatable {
  /// The id of the backup.
  public var backup: String
  /// The rung it reached.
  public var rung: TrustRung
  public var at: Timestamp
  /// What was wrong; `nil` when it holds.
  public var fault: String?

  /// A check.
  public init(backup: String, rung: TrustRung, at: Timestamp, fault: String? = nil) {
    self.backup = backup
    self.rung = rung
    self.at = at
    self.fault = fault
  }
}
