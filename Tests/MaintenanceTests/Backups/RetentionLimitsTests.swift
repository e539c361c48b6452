import Maintenance
import Testing

/// The limits of the retention: each condition of a rule by the smallest case that it decides.
@Suite struct RetentionLimitsTests {
  private func reasons(_ items: [RetentionItem], at days: Double) -> [String: RetentionReason] {
    Dictionary(
      uniqueKeysWithValues: Retention.decide(items, plans: RetentionTests.plans, now: RetentionTests.at(days)).map {
        ($0.id, $0.reason)
      })
  }

  private func item(
    _ id: String, _ leg: BackupLeg, _ days: Double, verified: Bool = true, faulty: Bool = false, safety: Bool = false,
    parent: String? = nil, files: Set<String> = []
  ) -> RetentionItem {
    RetentionItem(
      id: id, leg: leg, takenAt: RetentionTests.at(days), isVerified: verified, isFaulty: faulty, isSafetyCopy: safety,
      parent: parent, files: files)
  }

  private func full(
    _ id: String, _ days: Double, verified: Bool = true, faulty: Bool = false, safety: Bool = false
  ) -> RetentionItem {
    item(id, .databaseFull, days, verified: verified, faulty: faulty, safety: safety)
  }

  private func log(_ days: Double, faulty: Bool = false, files: Set<String> = ["b.1"]) -> RetentionItem {
    item("log", .databaseLog, days, faulty: faulty, files: files)
  }

  @Test func theLastMomentOfItsTimeIsWithinIt() {
    #expect(reasons([full("a", 0), full("b", 1)], at: 30)["a"] == .withinTime)
    #expect(reasons([log(0)], at: 1)["log"] == .withinTime)
    // What is within its time to the last moment is not yet the one from before it.
    #expect(reasons([full("a", 0), full("b", 1)], at: 31) == ["a": .beforeTime, "b": .withinTime])
    #expect(reasons([log(0), full("next", 6)], at: 7)["log"] == .notCovered)
  }

  @Test func aSafetyCopySpeaksForNoOther() {
    #expect(reasons([full("a", 0), full("s", 1, safety: true)], at: 50)["a"] == .newestVerified)
    #expect(reasons([full("a", 0), full("s", 0, safety: true), full("n", 40)], at: 45)["s"] == .over)
    #expect(reasons([log(0), full("s", 1, safety: true)], at: 9)["log"] == .newestVerified)
    let based = reasons([full("f", 0), full("s", 1, safety: true), log(99.5), full("n", 99.9)], at: 100)
    #expect(based["f"] == .base)
  }

  @Test func whatWasNotVerifiedSpeaksForNoOther() {
    #expect(reasons([full("a", 0), full("b", 0, verified: false), full("n", 40)], at: 45)["b"] == .over)
    #expect(reasons([log(0), full("f", 1, verified: false)], at: 9)["log"] == .newestVerified)
    let based = reasons([full("f", 0), full("g", 1, verified: false), log(99.5), full("n", 99.9)], at: 100)
    #expect(based["f"] == .base && based["g"] == .over)
  }

  @Test func whatIsDamagedIsKeptByNoRuleButItsTime() {
    #expect(reasons([full("a", 0, faulty: true)], at: 50)["a"] == .over)
    #expect(reasons([full("a", 0), full("c", 2, faulty: true)], at: 50)["c"] == .over)
    #expect(reasons([log(0, faulty: true)], at: 3)["log"] == .over)
  }

  /// What makes another unneeded: a full, one of the same leg, or for a log a differential, of the same kind.
  @Test func onlyWhatTakesItsPlaceFreesIt() {
    #expect(reasons([log(0), item("f", .filesFull, 1)], at: 9)["log"] == .newestVerified)
    let differential = item("d", .databaseDifferential, 1, files: ["b.1"])
    #expect(reasons([log(0), differential], at: 9)["log"] == .over)
    #expect(reasons([log(0, files: []), differential, full("n", 2)], at: 3)["log"] == .notCovered)
    let older = item("d", .databaseDifferential, 0, files: ["b.1"])
    #expect(reasons([older, log(8.5)], at: 9)["d"] == .newestVerified)
    let base = item("f", .filesFull, 0)
    let first = item("i", .filesIncremental, 0.1, parent: "f")
    #expect(reasons([base, first, item("j", .filesIncremental, 1, parent: "f")], at: 100)["i"] == .over)
  }

  /// A log goes on from a full of the same moment.
  @Test func aFullOfTheMomentIsTheBase() {
    #expect(reasons([full("f", 0), full("g", 99.5), log(99.5)], at: 100)["f"] == .beforeTime)
  }

  @Test func halfOfThemIsNoSurge() {
    let items = (0..<5).map { full("old\($0)", Double($0)) } + (0..<3).map { full("new\($0)", 396 + Double($0)) }
    func surges(_ items: [RetentionItem]) -> [RetentionSurge] {
      Retention.surges(
        Retention.decide(items, plans: RetentionTests.plans, now: RetentionTests.at(400)), of: items)
    }
    #expect(surges(items).isEmpty)
    #expect(surges(items.dropLast()).map(\.ids.count) == [4])
  }
}
