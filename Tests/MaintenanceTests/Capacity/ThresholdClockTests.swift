import FoundationEssentials
import Maintenance
import TestSupport
import Testing

@Suite struct ThresholdClockTests {
  /// One sample: the moment on the monotonic clock, the use, and what the clock must say then.
  struct Row: Sendable {
    var boot: Double
    var used: Double?
    var state: AlertState
    var over: Double
    var held = false
    var bootID = "a"
  }

  static func table(_ name: String, for seconds: Double, _ rows: [Row]) -> (String, Double, [Row]) {
    (name, seconds, rows)
  }

  static let tables: [(String, Double, [Row])] = [
    table(
      "the limit itself is fine", for: 4,
      [Row(boot: 0, used: 70, state: .inactive, over: 0), Row(boot: 2, used: 70.01, state: .pending, over: 0)]),
    table(
      "pending, firing, resolved", for: 4,
      [
        Row(boot: 0, used: 71, state: .pending, over: 0), Row(boot: 2, used: 90, state: .pending, over: 2),
        Row(boot: 4, used: 71, state: .firing, over: 4), Row(boot: 6, used: 71, state: .firing, over: 6),
        Row(boot: 8, used: 70, state: .inactive, over: 0), Row(boot: 10, used: 71, state: .pending, over: 0),
      ]),
    table(
      "one sample under starts it anew", for: 6,
      [
        Row(boot: 0, used: 71, state: .pending, over: 0), Row(boot: 5, used: 71, state: .pending, over: 5),
        Row(boot: 6, used: 12, state: .inactive, over: 0), Row(boot: 7, used: 71, state: .pending, over: 0),
      ]),
    table("no duration fires at once", for: 0, [Row(boot: 0, used: 71, state: .firing, over: 0)]),
    table(
      "what cannot be read holds, and counts for nothing", for: 10,
      [
        Row(boot: 0, used: 71, state: .pending, over: 0), Row(boot: 5, used: 71, state: .pending, over: 5),
        Row(boot: 7, used: nil, state: .pending, over: 5, held: true),
        Row(boot: 9, used: nil, state: .pending, over: 5, held: true),
        Row(boot: 11, used: 71, state: .pending, over: 5), Row(boot: 16, used: 71, state: .firing, over: 10),
        Row(boot: 18, used: nil, state: .firing, over: 10, held: true),
        Row(boot: 20, used: 60, state: .inactive, over: 0),
      ]),
    table(
      "a NaN cannot be read either", for: 0,
      [Row(boot: 0, used: 71, state: .firing, over: 0), Row(boot: 2, used: .nan, state: .firing, over: 0, held: true)]),
    table(
      "a gap holds, and counts for nothing", for: 12,
      [
        Row(boot: 0, used: 71, state: .pending, over: 0), Row(boot: 10, used: 71, state: .pending, over: 10),
        Row(boot: 20.5, used: 71, state: .pending, over: 10), Row(boot: 22.5, used: 71, state: .firing, over: 12),
      ]),
    table(
      "another boot holds, and counts for nothing", for: 6,
      [
        Row(boot: 100, used: 71, state: .pending, over: 0), Row(boot: 104, used: 71, state: .pending, over: 4),
        Row(boot: 105, used: 71, state: .pending, over: 4, bootID: "b"),
        Row(boot: 107, used: 71, state: .firing, over: 6, bootID: "b"),
      ]),
    table(
      "a monotonic clock that steps back counts for nothing", for: 6,
      [Row(boot: 100, used: 71, state: .pending, over: 0), Row(boot: 90, used: 71, state: .pending, over: 0)]),
  ]

  @Test(arguments: tables)
  func follows(name: String, seconds: Double, rows: [Row]) {
    var clock = ThresholdClock(threshold: Threshold(percent: 70, forSeconds: seconds), severity: .warning)
    for (index, row) in rows.enumerated() {
      clock.observe(
        usedPercent: row.used, at: Timestamp(seconds: row.boot), bootSeconds: row.boot, bootID: row.bootID)
      let status = clock.status()
      #expect(status.state == row.state, "\(name), sample \(index)")
      #expect(status.overSeconds == row.over, "\(name), sample \(index)")
      #expect(status.isHeld == row.held, "\(name), sample \(index)")
    }
  }

  @Test func anHourOfTwoSecondSamplesFiresAtTheHour() {
    var clock = ThresholdClock(threshold: Threshold(percent: 70, forSeconds: 3600), severity: .warning)
    var fired: Int?
    for sample in 0...1900 {
      clock.observe(
        usedPercent: 78.4, at: Timestamp(seconds: Double(sample) * 2), bootSeconds: 1000.7 + Double(sample) * 2,
        bootID: "a")
      if clock.status().state == .firing, fired == nil { fired = sample }
    }
    #expect(fired == 1800)
    #expect(clock.status().since == Timestamp(seconds: 3600))
  }

  @Test func wallClockJumpsDoNotMatter() {
    var clock = ThresholdClock(threshold: Threshold(percent: 70, forSeconds: 6), severity: .critical)
    for (boot, wall) in [(0.0, 1000.0), (2, 900_000), (4, -5)] {
      clock.observe(usedPercent: 99, at: Timestamp(seconds: wall), bootSeconds: boot, bootID: "a")
    }
    #expect(clock.status().state == .pending)
    #expect(clock.status().remainingSeconds == 2)
    clock.observe(usedPercent: 99, at: Timestamp(seconds: 0), bootSeconds: 6, bootID: "a")
    #expect(clock.status().state == .firing)
    #expect(clock.status().since == Timestamp(seconds: 0))
  }

  @Test func theLongestGapComesFromTheSamplingPeriod() {
    let threshold = Threshold(percent: 70)
    #expect(ThresholdClock(threshold: threshold, severity: .warning).maxGapSeconds == 10)
    #expect(ThresholdClock(threshold: threshold, severity: .warning, samplingSeconds: 20).maxGapSeconds == 60)
    #expect(ThresholdClock(threshold: threshold, severity: .warning, maxGapSeconds: 3).maxGapSeconds == 3)
  }

  @Test func aStateThatNobodyConfirmsIsHeld() {
    var clock = ThresholdClock(threshold: Threshold(percent: 70, forSeconds: 60), severity: .warning)
    clock.observe(usedPercent: 80, at: Timestamp(seconds: 0), bootSeconds: 50, bootID: "a")
    #expect(!clock.status(bootSeconds: 60, bootID: "a").isHeld)
    #expect(clock.status(bootSeconds: 60.1, bootID: "a").isHeld)
    #expect(clock.status(bootSeconds: 51, bootID: "b").isHeld)
    #expect(clock.status(bootSeconds: 99, bootID: "a").state == .pending)
  }

  @Test func aRestartedAgentGoesOnWhereItStopped() throws {
    var clock = ThresholdClock(threshold: Threshold(percent: 70, forSeconds: 10), severity: .warning)
    clock.observe(usedPercent: 80, at: Timestamp(seconds: 0), bootSeconds: 50, bootID: "a")
    clock.observe(usedPercent: 80, at: Timestamp(seconds: 4), bootSeconds: 54, bootID: "a")
    let stored = try JSONDecoder().decode(ThresholdClock.self, from: JSONEncoder().encode(clock))
    #expect(stored == clock)

    let fresh = ThresholdClock(threshold: Threshold(percent: 70, forSeconds: 10), severity: .warning)
    var sameBoot = fresh.resuming(stored)
    sameBoot.observe(usedPercent: 80, at: Timestamp(seconds: 10), bootSeconds: 60, bootID: "a")
    #expect(sameBoot.status().state == .firing)

    var otherBoot = fresh.resuming(stored)
    otherBoot.observe(usedPercent: 80, at: Timestamp(seconds: 300), bootSeconds: 10, bootID: "b")
    #expect(otherBoot.status().state == .pending)
    #expect(otherBoot.status().overSeconds == 4)
    #expect(otherBoot.status().since == Timestamp(seconds: 0))

    let changed = ThresholdClock(threshold: Threshold(percent: 75, forSeconds: 10), severity: .warning)
    #expect(changed.resuming(stored) == changed)
    #expect(fresh.resuming(nil) == fresh)
  }

  /// Against a slow model that keeps all samples and sums what may count.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func agreesWithAModelThatKeepsEverySample(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    let threshold = Threshold(percent: 70, forSeconds: Double(Int.random(in: 0...40, using: &numbers)))
    var clock = ThresholdClock(threshold: threshold, severity: .critical, maxGapSeconds: 5)
    var boot = 0.0
    var bootID = 0
    var samples: [(boot: Double, id: Int, used: Double?)] = []
    for _ in 0..<300 {
      switch Int.random(in: 0..<40, using: &numbers) {
      case 0:
        bootID += 1
        boot = 0
      case 1: boot += 60
      default: boot += Double(Int.random(in: 1...6, using: &numbers))
      }
      let used: Double? =
        switch Int.random(in: 0..<30, using: &numbers) {
        case 0: nil
        case 1: 70
        default: 71
        }
      samples.append((boot, bootID, used))
      clock.observe(usedPercent: used, at: Timestamp(seconds: boot), bootSeconds: boot, bootID: "\(bootID)")

      let lastUnder = samples.lastIndex { $0.used.map { $0 <= 70 } ?? false } ?? -1
      let over = samples[(lastUnder + 1)...]
      let counted = zip(over, over.dropFirst()).reduce(0.0) { sum, pair in
        let (a, b) = pair
        guard a.used != nil, b.used != nil, a.id == b.id, b.boot - a.boot <= 5 else { return sum }
        return sum + b.boot - a.boot
      }
      let status = clock.status()
      #expect(status.overSeconds == counted)
      #expect(status.isHeld == (used == nil))
      let expected: AlertState =
        over.contains { $0.used != nil } ? (counted >= threshold.forSeconds ? .firing : .pending) : .inactive
      #expect(status.state == expected)
    }
  }
}
