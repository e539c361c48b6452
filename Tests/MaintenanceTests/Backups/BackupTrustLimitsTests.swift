import Maintenance
import Testing

/// The limits between a backup that is trusted and one that is not.
@Suite struct BackupTrustLimitsTests {
  private static let start = Timestamp(seconds: 1_767_225_600)
  private let plan = BackupPlan(leg: .databaseFull, triggers: [.daily(minute: 60)], keepSeconds: 30 * 86_400)

  private func found(
    _ hours: Double, bytes: UInt64, seconds: Double = 1, leg: BackupLeg = .databaseFull, fault: String? = nil
  ) -> BackupFacts {
    BackupFacts(
      manifest: BackupManifest(
        id: "\(hours)", leg: leg, takenAt: Self.start.adding(seconds: hours * 3600), durationSeconds: seconds,
        host: "h", application: "a", artefacts: [BackupArtefact(name: "f", bytes: bytes, sha256: "")], contents: [:],
        commands: []), evidence: BackupEvidence(fault: fault))
  }

  /// What is wrong with the newest, by sizes or times told newest first.
  private func fault(_ found: [BackupFacts]) -> String? {
    BackupTrust.catalogue(found, plan: plan, now: Self.start.adding(seconds: 10)).first?.fault
  }

  private func fault(sizes: [UInt64]) -> String? {
    fault(sizes.enumerated().map { found(-Double($0.offset), bytes: $0.element) })
  }

  private func fault(times: [Double]) -> String? {
    fault(times.enumerated().map { found(-Double($0.offset), bytes: 10, seconds: $0.element) })
  }

  @Test func fiveMinutesAheadAreNotYetWrong() {
    func isAhead(_ seconds: Double) -> Bool {
      BackupTrust.isAhead(Self.start.adding(seconds: seconds), now: Self.start)
    }
    #expect(!isAhead(300) && isAhead(301) && !isAhead(-301))
  }

  @Test func itIsFreshUntilTheGraceIsOver() {
    func trust(_ seconds: Double) -> TrustRung? {
      BackupTrust.catalogue([found(0, bytes: 10)], plan: plan, now: Self.start.adding(seconds: seconds)).first?.trust
    }
    let last = 86_400 + BackupRules.graceSeconds(interval: 86_400)
    #expect(trust(last) == .plausible && trust(last + 1) == .exists)
  }

  @Test func lessThanHalfOfTheUsualIsNotPlausible() {
    #expect(fault(sizes: [500, 1000, 1000]) == nil)
    #expect(fault(sizes: [499, 1000, 1000]) == "499 bytes; usual: 1000")
    // Of the five before it, no more and no fewer.
    #expect(fault(sizes: [60, 10, 10, 200, 200, 10, 200]) == nil)
    // What builds on a full is as large as what was written meanwhile.
    #expect(fault([400, 1000, 1000].enumerated().map { found(-Double($0), bytes: $1, leg: .databaseLog) }) == nil)
  }

  @Test func whatIsWrongItselfDoesNotSayWhatIsUsual() {
    let small = [found(0, bytes: 95), found(-1, bytes: 100), found(-5, bytes: 90)]
    #expect(fault(small + [-2, -3, -4].map { found($0, bytes: 100_000, fault: "checksum") }) == nil)
    #expect(fault(small.dropLast() + [20, 30, 40].map { found($0, bytes: 100_000) }) == nil, "of the future")
  }

  @Test func lessThanATenthOfTheUsualTimeIsNotPlausible() {
    #expect(fault(times: [0.9, 10, 10]) == "1 s; usual: 10 s")
    #expect(fault(times: [1, 10, 10]) == nil)
    #expect(fault(times: [0.1, 9.9, 9.9]) == nil, "not worth speaking of")
  }
}
