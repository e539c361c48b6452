import Maintenance
import TestSupport
import Testing

@Suite struct RetentionTests {
  static let plans = [
    BackupPlan(leg: .databaseFull, triggers: [.daily(minute: 60)], keepSeconds: 30 * 86_400),
    BackupPlan(leg: .databaseDifferential, triggers: [.every(seconds: 21_600)], keepSeconds: 7 * 86_400),
    BackupPlan(leg: .databaseLog, triggers: [.every(seconds: 3600)], keepSeconds: 86_400),
    BackupPlan(leg: .filesFull, triggers: [.daily(minute: 180)], keepSeconds: 90 * 86_400),
    BackupPlan(leg: .filesIncremental, triggers: [.daily(minute: 900)], keepSeconds: 90 * 86_400),
  ]
  static let start = Timestamp(seconds: 1_767_225_600)

  static func at(_ days: Double) -> Timestamp { start.adding(seconds: days * 86_400) }

  private func reasons(_ items: [RetentionItem], at days: Double) -> [String: RetentionReason] {
    Dictionary(
      uniqueKeysWithValues: Retention.decide(items, plans: Self.plans, now: Self.at(days)).map { ($0.id, $0.reason) })
  }

  private func full(_ id: String, _ days: Double, verified: Bool = true, faulty: Bool = false) -> RetentionItem {
    RetentionItem(id: id, leg: .databaseFull, takenAt: Self.at(days), isVerified: verified, isFaulty: faulty)
  }

  @Test func withinItsTimeEverythingIsKept() {
    let found = reasons([full("a", 0), full("b", 1, verified: false), full("c", 2, faulty: true)], at: 10)
    #expect(found.values.allSatisfy { $0 == .withinTime })
  }

  @Test func aClockAloneDeletesNothingThatIsNeeded() {
    // Ten years on: nothing was made since.
    let found = reasons([full("a", 0), full("b", 1), full("c", 2, verified: false)], at: 3650)
    #expect(found == ["a": .over, "b": .newestVerified, "c": .newestVerified])
    #expect(
      reasons([full("a", 0, verified: false), full("b", 1, verified: false)], at: 3650).values.allSatisfy {
        $0 == .noneVerified
      })
  }

  @Test func oneFullBeforeTheTimeIsKept() {
    let found = reasons([full("a", 0), full("b", 1), full("c", 2), full("d", 40)], at: 41)
    #expect(found == ["a": .over, "b": .over, "c": .beforeTime, "d": .withinTime])
  }

  @Test func aBaseOutlivesWhatBuildsOnIt() {
    let files = RetentionItem(id: "f", leg: .filesFull, takenAt: Self.at(0), isVerified: true)
    let middle = RetentionItem(id: "g", leg: .filesFull, takenAt: Self.at(0.5), isVerified: true)
    let newer = RetentionItem(id: "h", leg: .filesFull, takenAt: Self.at(100), isVerified: true)
    let incremental = RetentionItem(
      id: "i", leg: .filesIncremental, takenAt: Self.at(20), isVerified: true, parent: "f")
    let kept = reasons([files, middle, newer, incremental], at: 101)
    #expect(kept["i"] == .withinTime && kept["f"] == .base && kept["g"] == .beforeTime)
    #expect(reasons([files, middle, newer, incremental], at: 111)["f"] == .over)
  }

  @Test func aLogWaitsForTheDifferentialThatHoldsIt() {
    let base = full("full", 0)
    let log = RetentionItem(id: "log", leg: .databaseLog, takenAt: Self.at(1), isVerified: true, files: ["b.1"])
    let next = full("next", 2)
    func differential(_ verified: Bool, _ files: Set<String>) -> RetentionItem {
      RetentionItem(id: "d", leg: .databaseDifferential, takenAt: Self.at(1.2), isVerified: verified, files: files)
    }
    #expect(reasons([base, log, next], at: 3)["log"] == .notCovered)
    #expect(reasons([base, log, next, differential(false, ["b.1"])], at: 3)["log"] == .notCovered)
    #expect(reasons([base, log, next, differential(true, ["b.2"])], at: 3)["log"] == .notCovered)
    #expect(reasons([base, log, next, differential(true, ["b.1", "b.2"])], at: 3)["log"] == .over)
    // One failed night: the full that would cover it never came.
    #expect(reasons([base, log], at: 9)["log"] == .newestVerified)
  }

  /// A full dated three days ahead, others 400 days old, one new full.
  @Test func aDateFromTheFutureSpeaksForNobody() {
    let old = (0..<6).map { full("old\($0)", Double($0)) }
    let log = RetentionItem(id: "log", leg: .databaseLog, takenAt: Self.at(399.9), isVerified: true, files: ["b.1"])
    let ahead = full("ahead", 403)
    let found = reasons(old + [log, ahead], at: 400)
    #expect(found["ahead"] == .ahead)
    #expect(found["old5"] == .base && found["log"] == .withinTime)
    // Without the wrong date nothing else would be decided otherwise.
    let others = reasons(old + [log], at: 400)
    #expect(found.filter { $0.key != "ahead" } == others)
    // A differential of the future holds no logs, and a full of the future is no base.
    let cover = RetentionItem(
      id: "d", leg: .databaseDifferential, takenAt: Self.at(410), isVerified: true, files: ["b.1"])
    #expect(reasons([full("f", 398), log, cover], at: 402)["log"] == .notCovered)
  }

  @Test func manyAtOnceAreAskedFor() {
    let old = (0..<6).map { full("old\($0)", Double($0)) }
    func surges(_ items: [RetentionItem], at days: Double) -> [RetentionSurge] {
      Retention.surges(Retention.decide(items, plans: Self.plans, now: Self.at(days)), of: items)
    }
    #expect(surges(old, at: 6).isEmpty)
    #expect(
      surges(old + [full("new", 400)], at: 400) == [
        RetentionSurge(leg: .databaseFull, ids: (0..<5).map { "old\($0)" }, of: 7)
      ])
    // A handful, or the smaller part, is the ordinary course.
    #expect(surges(Array(old.prefix(4)) + [full("new", 400)], at: 400).isEmpty)
    let young = (0..<12).map { full("young\($0)", 380 + Double($0)) }
    #expect(surges(old + young, at: 400).isEmpty)
    // What is damaged is nobody's loss.
    let faulty = (0..<9).map { full("bad\($0)", Double($0), faulty: true) }
    #expect(surges(faulty + [full("new", 400)], at: 400).isEmpty)
  }

  /// Histories with failures, gaps and clock jumps, pruned as they grow: the newest verified chain is never lost, and
  /// nothing stays that no rule keeps.
  @Test func tenThousandHistoriesNeverLoseTheNewestVerifiedChain() {
    for seed in 1...10_000 {
      var numbers = SeededNumbers(seed: UInt64(seed))
      var items: [RetentionItem] = []
      var now = Self.start
      var file = 0
      var parent: String?
      for step in 0..<24 {
        now = now.adding(seconds: Double.random(in: 1800...400_000, using: &numbers))
        if Int.random(in: 0..<20, using: &numbers) == 0 {
          now = now.adding(seconds: Double.random(in: -3_000_000...40_000_000, using: &numbers))
        }
        let leg =
          [
            BackupLeg.databaseFull, .databaseFull, .databaseDifferential, .databaseLog, .databaseLog, .filesFull,
            .filesIncremental,
          ].randomElement(using: &numbers) ?? .databaseFull
        let isVerified = Int.random(in: 0..<5, using: &numbers) > 0
        var item = RetentionItem(
          id: "\(step)", leg: leg, takenAt: now, isVerified: isVerified,
          isFaulty: Int.random(in: 0..<8, using: &numbers) == 0)
        if leg == .databaseLog || leg == .databaseDifferential {
          file += 1
          item.files = leg == .databaseLog ? ["\(file)"] : Set((max(1, file - 3)...file).map(String.init))
        }
        if leg == .filesIncremental { item.parent = parent }
        if leg == .filesFull { parent = item.id }
        items.append(item)
        let decisions = Retention.decide(items, plans: Self.plans, now: now)
        #expect(decisions.count == items.count)
        check(items, decisions, now, seed)
        let gone = Set(decisions.filter { !$0.reason.isKept }.map(\.id))
        items.removeAll { gone.contains($0.id) }
      }
    }
  }

  private func check(_ all: [RetentionItem], _ decisions: [RetentionDecision], _ now: Timestamp, _ seed: Int) {
    let reason = Dictionary(uniqueKeysWithValues: decisions.map { ($0.id, $0.reason) })
    let items = all.filter { $0.takenAt.seconds(since: now) <= 300 }
    for item in all where item.takenAt.seconds(since: now) > 300 {
      #expect(reason[item.id] == .ahead, "seed \(seed): \(item.id) of the future")
    }
    for leg in [BackupLeg.databaseFull, .filesFull] {
      guard let newest = items.filter({ $0.leg == leg && $0.isVerified }).max(by: { $0.takenAt < $1.takenAt }) else {
        continue
      }
      #expect(reason[newest.id]?.isKept == true, "seed \(seed): the newest verified \(leg) was lost")
      // What follows it and leads on from it stays, unless something verified has taken its place.
      for item in items
      where item.leg.scope == leg.scope && item.leg.isDependant && !item.isFaulty && item.takenAt > newest.takenAt {
        let isReplaced = items.contains {
          $0.isVerified && $0.takenAt > item.takenAt && $0.leg.isDependant && $0.leg.scope == leg.scope
            && ($0.leg == item.leg || $0.leg == .databaseDifferential)
        }
        #expect(reason[item.id]?.isKept == true || isReplaced, "seed \(seed): \(item.id) of the newest chain was lost")
      }
    }
    for item in items where reason[item.id]?.isKept == true {
      if let parent = item.parent, let base = items.first(where: { $0.id == parent }) {
        #expect(reason[base.id]?.isKept == true, "seed \(seed): \(item.id) has lost its base")
      }
      // Long over its time, and two newer verified fulls there, one of them past its time too: only a base may stay.
      let keep = Self.plans.first { $0.leg == item.leg }?.keepSeconds ?? 0
      let newer = items.filter {
        $0.leg.scope == item.leg.scope && !$0.leg.isDependant && $0.isVerified && $0.takenAt > item.takenAt
          && now.seconds(since: $0.takenAt) > keep
      }
      if newer.count >= 1, now.seconds(since: item.takenAt) > max(keep, 7 * 86_400) {
        #expect(reason[item.id] == .base, "seed \(seed): \(item.id) is kept by no rule (\(reason[item.id] ?? .over))")
      }
    }
  }
}
