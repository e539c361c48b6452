import GRDB
import Maintenance
import Testing

@testable import Register

struct SampleTests {
  let folder = StateFolder()

  private func samples(_ values: [Double?], every seconds: Double, from start: Timestamp = noon, name: String = "cpu")
    -> [Sample]
  {
    values.enumerated().map {
      Sample(series: name, at: start.adding(seconds: Double($0.offset) * seconds), value: $0.element)
    }
  }

  private func rows(_ table: String, _ register: Register) throws -> Int {
    try register.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? -1 }
  }

  @Test func rawStepsHoldWhatWasRead() throws {
    let register = try folder.register()
    try register.append(samples: samples([10, 20, nil, 40], every: 2))
    let slice = try register.series("cpu", from: noon, to: noon.adding(seconds: 10), step: 2)
    #expect(slice.stepSeconds == 2)
    #expect(slice.points.map(\.mean) == [10, 20, nil, 40, nil])
    #expect(slice.points.map(\.unknown) == [0, 0, 1, 0, 0])
    #expect(slice.points.map(\.count) == [1, 1, 0, 1, 0])
    #expect(slice.points[4] == SeriesPoint(at: noon.adding(seconds: 8)), "nobody looked: not zero")
  }

  @Test func minutesHoldLowestMeanAndHighest() throws {
    let register = try folder.register()
    try register.append(samples: samples([10, 20, nil, 60, 0, -4], every: 20))
    let points = try register.series("cpu", from: noon, to: noon.adding(seconds: 180), step: 60).points
    #expect(points.map(\.minimum) == [10, -4, nil])
    #expect(points.map(\.mean) == [15, Double(56) / 3, nil])
    #expect(points.map(\.maximum) == [20, 60, nil])
    #expect(points.map(\.unknown) == [1, 0, 0])
  }

  @Test func aMinuteFilledInSeveralBatchesIsOneMinute() throws {
    let register = try folder.register()
    for value in [nil, 5, nil, 1, 9] as [Double?] {
      try register.append(samples: samples([value], every: 1, from: noon.adding(seconds: (value ?? 20) + 1)))
    }
    try register.append(samples: samples([nil], every: 1, from: noon.adding(seconds: 50)))
    let point = try register.series("cpu", from: noon, to: noon.adding(seconds: 60), step: 60).points[0]
    #expect((point.minimum, point.mean, point.maximum) == (1, 5, 9))
    #expect((point.count, point.unknown) == (3, 2), "the two at second 21 are one")
  }

  @Test func aBatchSentTwiceCountsOnce() throws {
    let register = try folder.register()
    for _ in 0..<2 { try register.append(samples: samples([1, 2, 3], every: 1)) }
    #expect(try register.series("cpu", from: noon, to: noon.adding(seconds: 60), step: 60).points[0].count == 3)
  }

  @Test func whatIsNoNumberIsUnknown() throws {
    let register = try folder.register()
    try register.append(samples: samples([.nan, .infinity, 3], every: 1))
    let point = try register.series("cpu", from: noon, to: noon.adding(seconds: 60), step: 60).points[0]
    #expect((point.count, point.unknown, point.mean) == (1, 2, 3))
  }

  @Test func aClockSetBackLosesNothing() throws {
    let register = try folder.register()
    try register.append(samples: samples([1, 1, 1], every: 20))
    try register.rollUp(now: noon.adding(seconds: 600))
    try register.append(samples: samples([4, 4, 4], every: 20, from: noon.adding(seconds: 1)))
    try register.rollUp(now: noon.adding(seconds: 60))
    let point = try register.series("cpu", from: noon, to: noon.adding(seconds: 60), step: 60).points[0]
    #expect((point.count, point.mean) == (6, 2.5))
  }

  @Test func timesBefore1970AreTimesToo() throws {
    let register = try folder.register()
    let past = Timestamp(milliseconds: -61_000)
    try register.append(samples: [Sample(series: "cpu", at: past, value: 7)])
    #expect(try register.minuteMeans("cpu", endingAt: Timestamp(milliseconds: -1), minutes: 2) == [7, nil])
  }

  @Test func minuteMeansEndWithTheMinuteAskedFor() throws {
    let register = try folder.register()
    try register.append(samples: samples([10, 20, 30, nil], every: 60))
    let means = try register.minuteMeans("cpu", endingAt: noon.adding(seconds: 239))
    #expect(means.count == 60)
    #expect(means.suffix(5) == [nil, 10, 20, 30, nil])
    #expect(try register.minuteMeans("cpu", endingAt: noon, minutes: 1) == [10])
    #expect(try register.minuteMeans("memory", endingAt: noon, minutes: 2) == [nil, nil])
    #expect(try register.minuteMeans("cpu", endingAt: noon, minutes: 0) == [])
  }

  @Test func namesAreListedInOrder() throws {
    let register = try folder.register()
    try register.append(samples: [Sample(series: "net:eth0:received", at: noon, value: nil)])
    try register.append(samples: samples([1], every: 1))
    #expect(try register.seriesNames() == ["cpu", "net:eth0:received"])
    #expect(
      try register.series("disk", from: noon, to: noon.adding(seconds: 4), step: 2).points.map(\.count) == [0, 0])
  }

  /// Lets the clock go on to `end`, and steadily over its last hour.
  private func rollSteadily(_ register: Register, to end: Timestamp) throws -> Int {
    try register.rollUp(now: end.adding(seconds: -3600)) + register.rollUp(now: end)
  }

  @Test func eachTierKeepsItsTime() throws {
    let register = try folder.register()
    try register.append(samples: samples([Double](repeating: 1, count: 48), every: 300))
    let fourHours = noon.adding(seconds: 4 * 3600)
    #expect(try rollSteadily(register, to: fourHours) == 24)
    #expect(try rows("samples_raw", register) == 24)
    #expect(try register.rollUp(now: fourHours) == 0, "twice in a row does nothing")

    let day31 = noon.adding(seconds: 31 * 86_400)
    _ = try rollSteadily(register, to: day31)
    #expect(try [rows("samples_raw", register), rows("samples_minute", register)] == [0, 0])
    #expect(try rows("samples_hour", register) == 4)
    let hours = try register.series("cpu", from: noon, to: fourHours, step: 3600).points
    #expect(hours.map(\.count) == [12, 12, 12, 12])

    try register.rollUp(now: noon.adding(seconds: 731 * 86_400))
    #expect(
      try rollSteadily(register, to: noon.adding(seconds: 731 * 86_400 + 7200)) == 4)
  }

  @Test func aClockThatJumpsAheadDeletesNothing() throws {
    let register = try folder.register()
    _ = try rollSteadily(register, to: noon.adding(seconds: 7200))
    try register.append(samples: samples([1, 2], every: 60, from: noon.adding(seconds: 7200)))
    let nextYear = noon.adding(seconds: 365 * 86_400)
    for minute in 0..<59 { #expect(try register.rollUp(now: nextYear.adding(seconds: Double(minute) * 60)) == 0) }
    #expect(try register.rollUp(now: noon.adding(seconds: 7300)) == 0)
    #expect(try rows("samples_raw", register) == 2)
    #expect(try rows("samples_minute", register) == 2)
  }

  @Test func aLongStretchComesFromTheTierThatHasIt() throws {
    let register = try folder.register()
    // An hour a day old, and a minute of now.
    try register.append(samples: samples([Double](repeating: 3, count: 60), every: 60))
    let later = noon.adding(seconds: 86_400)
    _ = try rollSteadily(register, to: later)
    try register.append(samples: samples([Double](repeating: 9, count: 30), every: 2, from: later))

    let fine = try register.series("cpu", from: later, to: later.adding(seconds: 60), step: 2)
    #expect(fine.stepSeconds == 2 && fine.points.compactMap(\.mean) == [Double](repeating: 9, count: 30))
    let yesterday = try register.series("cpu", from: noon, to: noon.adding(seconds: 3600), step: 10)
    #expect(yesterday.stepSeconds == 60 && yesterday.points.map(\.mean) == [Double?](repeating: 3, count: 60))
    let month = noon.adding(seconds: 40 * 86_400)
    _ = try rollSteadily(register, to: month)
    let old = try register.series("cpu", from: noon, to: noon.adding(seconds: 7200), step: 60)
    #expect(old.stepSeconds == 3600 && old.points.map(\.count) == [60, 0])
  }

  @Test func stepsAreEqualAndBounded() throws {
    let register = try folder.register()
    try register.append(samples: samples([1], every: 1))
    let year = try register.series("cpu", from: noon, to: noon.adding(seconds: 365 * 86_400), step: 1)
    #expect(year.points.count <= 10_000)
    #expect(year.points.first?.mean == 1)
    let odd = try register.series("cpu", from: noon, to: noon.adding(seconds: 300), step: 90)
    #expect(odd.stepSeconds == 120 && odd.points.count == 3, "whole minutes")
    #expect(try register.series("cpu", from: noon, to: noon, step: 60).points == [])
    #expect(try register.series("cpu", from: noon, to: noon.adding(seconds: 9), step: 0).points == [])
    let vast = try register.series("cpu", from: noon, to: noon.adding(seconds: 60), step: .infinity)
    #expect(vast.points.count == 1)
  }

  /// 20 series for a scaled year: what a row takes times the rows of the tiers must stay under 200 MB.
  ///
  /// Rows of a full register: raw 20 × 3 h × 1800 (every 2 s; up to 3 h lie there in the first hour after a jump),
  /// minutes 20 × 43,200, hours 20 × 17,520.
  @Test func aYearIsSmall() throws {
    let register = try folder.register()
    var seed: UInt64 = 42
    for minute in 0..<360 {
      var batch: [Sample] = []
      for second in stride(from: 0, to: 60, by: 10) {
        for number in 0..<20 {
          seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          let at = noon.adding(seconds: Double(minute * 60 + second))
          batch.append(Sample(series: "series:\(number)", at: at, value: Double(seed >> 40) / 1000))
        }
      }
      try register.append(samples: batch)
    }
    try register.close()
    var perRow: [String: Double] = [:]
    try folder.tamper { db in
      for table in ["samples_raw", "samples_minute"] {
        let pages = try Int.fetchOne(db, sql: "SELECT sum(pgsize) FROM dbstat WHERE name = ?", arguments: [table]) ?? 0
        let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table)") ?? 1
        perRow[table] = Double(pages) / Double(count)
      }
    }
    let raw = try #require(perRow["samples_raw"])
    let rollup = try #require(perRow["samples_minute"])
    let bytes = raw * 20 * 3 * 1800 + rollup * 20 * (43_200 + 17_520)
    #expect(bytes < 200e6, "raw \(raw) B, rollup \(rollup) B a row: \(bytes / 1e6) MB")
    #expect(bytes < 100e6, "half of what is allowed, as it was when this was written")
  }
}
