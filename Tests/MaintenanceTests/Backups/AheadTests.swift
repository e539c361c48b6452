import Maintenance
import Testing

/// Backups that are dated in the future.
@Suite struct AheadTests {
  private static let now = Timestamp(seconds: 1_767_225_600)
  private static let plan = BackupPlan(leg: .databaseFull, triggers: [.daily(minute: 60)], keepSeconds: 86_400)

  private func facts(_ id: String, hours: Double) -> BackupFacts {
    let taken = Self.now.adding(seconds: hours * 3600)
    return BackupFacts(
      manifest: BackupManifest(
        id: id, leg: .databaseFull, takenAt: taken, durationSeconds: 1, host: "host", application: "shop",
        artefacts: [BackupArtefact(name: "a", bytes: 10, sha256: "00")], contents: [:], commands: []),
      evidence: BackupEvidence(verifiedAt: taken))
  }

  private func status(_ found: [BackupFacts]) -> LegStatus {
    BackupRules.status(
      of: Self.plan, backups: .known(BackupTrust.catalogue(found, plan: Self.plan, now: Self.now), at: Self.now),
      lastFailure: nil, now: Self.now, zone: .utc)
  }

  @Test func theNewestIsTheNewestWhoseDateCanBeTrue() {
    let leg = status([facts("old", hours: -80), facts("new", hours: -2), facts("ahead", hours: 72)])
    #expect(leg.backups.value?.map(\.id) == ["new", "old", "ahead"])
    #expect(leg.newest?.id == "new")
    #expect(leg.backups.value?.last?.aheadSeconds == 259_200.0)
    #expect(leg.backups.value?.last?.trust == .exists)
    #expect(
      BackupRules.problem(of: leg)?.cause == .backupAhead(backup: "ahead", takenAt: Self.now.adding(seconds: 259_200)))
  }

  @Test func aDateFromTheFutureDoesNotHideThatALegIsLate() {
    let leg = status([facts("old", hours: -80), facts("ahead", hours: 72)])
    #expect(leg.newest?.id == "old")
    guard case .backupLate? = BackupRules.problem(of: leg)?.cause else {
      Issue.record("\(String(describing: BackupRules.problem(of: leg)))")
      return
    }
  }

  @Test func aloneItIsNeitherFreshNorNothing() {
    let leg = status([facts("ahead", hours: 72)])
    #expect(leg.newest == nil && leg.severity == .warning)
    guard case .backupAhead? = BackupRules.problem(of: leg)?.cause else {
      Issue.record("\(String(describing: BackupRules.problem(of: leg)))")
      return
    }
  }

  @Test func anotherClockMayBeAMinuteAhead() {
    let leg = status([facts("new", hours: 0.05)])
    #expect(leg.newest?.id == "new" && leg.severity == .fine)
  }
}
