/// What is wrong, as a value: the screens word it in both languages.
public enum Cause: Codable, Sendable, Hashable {
  /// A service that should run does not.
  case serviceDown(activity: ServiceActivity, ending: ProcessEnding?)
  /// A service runs, but does not answer as it should.
  case answerWrong(detail: String)
  /// Something cannot be read.
  case unreadable(Unavailability)
  /// A resource is over a threshold.
  case overThreshold(usedPercent: Double, threshold: Threshold)
  /// A leg has never been saved.
  case neverBackedUp
  /// A leg is late.
  case backupLate(overdueSeconds: Double)
  /// The last attempt failed.
  case backupFailed(message: String)
  /// The newest backup does not hold what it should.
  case backupDamaged(detail: String)
  /// A backup is dated in the future: its clock was wrong, or this host's is.
  case backupAhead(backup: String, takenAt: Timestamp)
  /// A file of the binary log is in no backup, while later ones are: nothing behind it can be reached from the newest full.
  case recoveryHole(file: String, until: Timestamp)
  /// A table that the newest full backup holds was dropped or renamed since, and is not there again; `nil`: the whole schema.
  case tableLost(table: String?, kind: TableEvent.Kind, at: Timestamp)
  /// A restore that the plan asks to practise has not been practised in time; when it last was.
  case drillOverdue(drill: LocalizedText, lastAt: Timestamp?)
  /// A store was not fed in its time; when it last was. A disk must be plugged in.
  case copyOverdue(store: LocalizedText, isDisk: Bool, lastAt: Timestamp?)
  /// A worker died in the middle of an operation.
  case operationInterrupted(procedure: String)
  /// An operation failed and left something to decide.
  case operationFailed(procedure: String, message: String)
  /// The register cannot be written or has been tampered with.
  case registerFault(detail: String)
}
