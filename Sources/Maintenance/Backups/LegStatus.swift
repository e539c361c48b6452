/// One leg of the backups, as it stands.
public struct LegStatus: Codable, Sendable, Equatable {
  public var leg: BackupLeg
  /// The backups of this leg, newest first.
  public var backups: Reading<[BackupSummary]>
  /// The triggers of the plan.
  public var triggers: [BackupTrigger]
  /// When the next one is due; `nil` when only a change starts it.
  public var nextDue: Timestamp?
  /// How long the newest is overdue; `nil` when it is not.
  public var overdueSeconds: Double?
  /// The last attempt, when it failed.
  public var lastFailure: OperationFailure?
  public var severity: Severity
  /// The stretches of time within which every second can be reached, oldest first; for the full leg of a database server.
  public var recovery: [RecoverySpan]?
  /// What the newest full backup lacks and an earlier one holds, what went last first; of the full leg of a database server.
  public var vanished: [VanishedTables]?
  /// The tables that the newest full holds, and that are not there any more; of the full leg of a database server.
  public var lost: [TableLoss]?
  /// What each store of the plan holds of it.
  public var stores: [StoreCopies]?
  /// The tables that the plan counts; of the full leg of a database server.
  public var countedTables: [String]?

  /// What restores have set aside of the leg's scope, oldest first; of a full leg.
  public var asides: [SetAside]?

  /// The newest backup that proves the leg's rhythm.
  public var newest: BackupSummary? { backups.value?.first(where: \.isOfRhythm) }

  /// Where the log has a hole behind the newest full; `nil` when it has none.
  public var hole: RecoverySpan? { recovery?.last.flatMap { $0.hole == nil ? nil : $0 } }

  /// A leg.
  public init(
    leg: BackupLeg, backups: Reading<[BackupSummary]>, triggers: [BackupTrigger], nextDue: Timestamp? = nil,
    overdueSeconds: Double? = nil, lastFailure: OperationFailure? = nil, severity: Severity,
    recovery: [RecoverySpan]? = nil, stores: [StoreCopies]? = nil
  ) {
    self.leg = leg
    self.backups = backups
    self.triggers = triggers
    self.nextDue = nextDue
    self.overdueSeconds = overdueSeconds
    self.lastFailure = lastFailure
    self.severity = severity
    self.recovery = recovery
    self.stores = stores
  }
}
