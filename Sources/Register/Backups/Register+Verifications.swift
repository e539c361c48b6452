import GRDB
import Maintenance

extension Register {
  /// Keeps the result of the last check of a backup, in place of the one before.
  public func record(_ verification: BackupVerification) throws(RegisterError) {
    try write { db in
      try db.execute(
        sql: """
          INSERT INTO verifications (backup, rung, at, fault) VALUES (?,?,?,?)
          ON CONFLICT (backup) DO UPDATE SET rung = excluded.rung, at = excluded.at, fault = excluded.fault
          """,
        arguments: [
          storable(verification.backup), verification.rung.rawValue, verification.at.milliseconds,
          verification.fault.map(storable),
        ])
    }
  }

  /// Forgets the checks of backups that are gone.
  public func forgetVerifications(except backups: Set<String>) throws(RegisterError) {
    try write { db in
      for backup in try String.fetchAll(db, sql: "SELECT backup FROM verifications") where !backups.contains(backup) {
        try db.execute(sql: "DELETE FROM verifications WHERE backup = ?", arguments: [backup])
      }
    }
  }
}

extension RegisterReading {
  /// The last check of each backup, by the backup's id.
  public func verifications() throws(RegisterError) -> [String: BackupVerification] {
    try read { db in
      var checks: [String: BackupVerification] = [:]
      for row in try Row.fetchAll(db, sql: "SELECT backup, rung, at, fault FROM verifications") {
        let backup: String = try field(row, 0)
        guard let rung = TrustRung(rawValue: try field(row, 1)) else { throw UnreadableColumn(index: 1) }
        checks[backup] = BackupVerification(
          backup: backup, rung: rung, at: Timestamp(milliseconds: try field(row, 2)), fault: try optionalField(row, 3))
      }
      return checks
    }
  }
}
