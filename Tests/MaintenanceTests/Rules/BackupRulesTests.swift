import Maintenance
import Testing

@Suite struct BackupRulesTests {
  private let plan = BackupPlan(leg: .databaseFull, triggers: [.daily(minute: 60)], keepSeconds: 30 * 86_400)
  private let now = Timestamp("2026-11-22T14:00:00Z") ?? Timestamp(seconds: 0)

  private func backup(_ takenAt: String, fault: String? = nil) throws -> BackupSummary {
    BackupSummary(
      id: takenAt, leg: .databaseFull, takenAt: try #require(Timestamp(takenAt)), durationSeconds: 1, bytes: 10,
      trust: .complete, fault: fault)
  }

  private func status(
    _ backups: [BackupSummary], failure: OperationFailure? = nil, at moment: Timestamp? = nil
  ) -> LegStatus {
    BackupRules.status(
      of: plan, backups: .known(backups, at: now), lastFailure: failure, now: moment ?? now, zone: .utc)
  }

  @Test func aBackupOfTodayIsFine() throws {
    let leg = status([try backup("2026-11-22T01:00:00Z")])
    #expect(leg.severity == .fine && leg.overdueSeconds == nil)
    #expect(leg.nextDue == Timestamp("2026-11-23T01:00:00Z"))
    #expect(BackupRules.problem(of: leg) == nil)
  }

  @Test func aHoleIsCriticalUntilAFullIsMadeBehindIt() throws {
    var leg = status([try backup("2026-11-22T01:00:00Z")])
    let until = now.adding(seconds: -3600)
    let holed = RecoverySpan(full: "a", from: now.adding(seconds: -7200), until: until, hole: "b.3")
    leg.recovery = [holed]
    #expect(BackupRules.problem(of: leg)?.cause == .recoveryHole(file: "b.3", until: until))
    #expect(BackupRules.problem(of: leg)?.severity == .critical)
    leg.recovery = [holed, RecoverySpan(full: "b", from: now, until: now)]
    #expect(BackupRules.problem(of: leg) == nil)
  }

  @Test func aMissedBackupIsLateAfterItsGraceAndCriticalAfterAWholeInterval() throws {
    let yesterday = try backup("2026-11-21T01:00:00Z")
    let inGrace = try #require(Timestamp("2026-11-22T01:14:00Z"))
    #expect(status([yesterday], at: inGrace).overdueSeconds == nil)
    let late = status([yesterday])
    #expect(late.severity == .warning)
    #expect(late.overdueSeconds == 46_800.0)
    #expect(BackupRules.problem(of: late)?.cause == .backupLate(overdueSeconds: 13 * 3600))
    let old = status([try backup("2026-11-20T01:00:00Z")])
    #expect(old.overdueSeconds == 133_200.0)
    #expect(old.severity == .critical)
  }

  @Test func noBackupAtAllIsSaid() {
    #expect(BackupRules.problem(of: status([]))?.cause == .neverBackedUp)
    #expect(status([]).severity == .warning)
  }

  @Test func aDamagedNewestBackupIsCriticalThoughAnOlderOneIsFine() throws {
    let leg = status([try backup("2026-11-22T01:00:00Z", fault: "sum differs"), try backup("2026-11-21T01:00:00Z")])
    #expect(leg.severity == .critical)
    #expect(BackupRules.problem(of: leg)?.cause == .backupDamaged(detail: "sum differs"))
  }

  @Test func aFailureCountsUntilALaterBackupSucceeds() throws {
    let failure = OperationFailure(
      operation: "x", at: try #require(Timestamp("2026-11-22T12:00:00Z")), message: "disk full")
    let before = try backup("2026-11-22T01:00:00Z")
    #expect(BackupRules.problem(of: status([before], failure: failure))?.cause == .backupFailed(message: "disk full"))
    let after = try backup("2026-11-22T12:30:00Z")
    #expect(status([after, before], failure: failure).lastFailure == nil)
  }

  @Test func anUnreadableCatalogueIsUnknown() {
    let why = Unavailability(.denied, "/srv/backups: Permission denied")
    let leg = BackupRules.status(of: plan, backups: .unavailable(why), lastFailure: nil, now: now, zone: .utc)
    #expect(leg.severity == .unknown)
  }
}
