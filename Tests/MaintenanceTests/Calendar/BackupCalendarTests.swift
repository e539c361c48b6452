import Maintenance
import TestSupport
import Testing

@Suite struct BackupCalendarTests {
  /// All due moments of a trigger in a stretch, by asking for the next one again and again.
  func walk(_ trigger: BackupTrigger, from: String, to: String, in zone: Zone) throws -> [String] {
    var moment = try #require(Timestamp(from)).adding(seconds: -0.001)
    let end = try #require(Timestamp(to))
    var list: [String] = []
    while let due = trigger.nextDue(after: moment, zone: zone), due < end {
      list.append(String(due.description.dropFirst(5).prefix(11)))
      moment = due
    }
    return list
  }

  static let hours = (0..<24).map { $0 < 10 ? "0\($0)" : "\($0)" }

  @Test(
    arguments: [
      // Spring: 02:00 → 03:00 at 01:00Z. Autumn: 03:00 → 02:00 at 01:00Z.
      (
        .daily(minute: 60), "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z",
        ["03-28T00:00", "03-29T00:00", "03-29T23:00", "03-30T23:00"]
      ),
      (
        .daily(minute: 150), "2026-03-28T00:00:00Z", "2026-03-30T12:00:00Z",
        ["03-28T01:30", "03-29T01:00", "03-30T00:30"]
      ),
      (
        .daily(minute: 150), "2026-10-24T00:00:00Z", "2026-10-26T12:00:00Z",
        ["10-24T00:30", "10-25T00:30", "10-26T01:30"]
      ),
      (
        .weekly(weekday: 7, minute: 120), "2026-03-22T00:00:00Z", "2026-04-06T00:00:00Z",
        ["03-22T01:00", "03-29T01:00", "04-05T00:00"]
      ),
      (
        .weekly(weekday: 7, minute: 120), "2026-10-18T00:00:00Z", "2026-11-02T00:00:00Z",
        ["10-18T00:00", "10-25T00:00", "11-01T01:00"]
      ),
      (
        .every(seconds: 21_600), "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z",
        ["03-28T23:00", "03-29T04:00", "03-29T10:00", "03-29T16:00"]
      ),
      (
        .every(seconds: 21_600), "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z",
        ["10-24T22:00", "10-25T05:00", "10-25T11:00", "10-25T17:00"]
      ),
      (
        .every(seconds: 7200), "2026-03-28T23:00:00Z", "2026-03-29T05:00:00Z",
        ["03-28T23:00", "03-29T01:00", "03-29T02:00", "03-29T04:00"]
      ),
      (
        .every(seconds: 7200), "2026-10-24T22:00:00Z", "2026-10-25T06:00:00Z",
        ["10-24T22:00", "10-25T00:00", "10-25T03:00", "10-25T05:00"]
      ),
      (.every(seconds: 2 * 86_400), "2026-03-28T00:00:00Z", "2026-04-02T00:00:00Z", ["03-29T22:00", "03-31T22:00"]),
    ] as [(BackupTrigger, String, String, [String])])
  func losesAndDoublesNothingWhenTheClocksAreSet(
    trigger: BackupTrigger, from: String, to: String, expected: [String]
  ) throws {
    #expect(try walk(trigger, from: from, to: to, in: TestZones.paris()) == expected)
  }

  @Test func theHourlyLegRunsEveryRealHour() throws {
    let paris = try TestZones.paris()
    let hourly = BackupTrigger.every(seconds: 3600)
    #expect(
      try walk(hourly, from: "2026-03-29T00:00:00Z", to: "2026-03-30T00:00:00Z", in: paris)
        == Self.hours.map { "03-29T\($0):00" })
    #expect(
      try walk(hourly, from: "2026-10-25T00:00:00Z", to: "2026-10-26T00:00:00Z", in: paris)
        == Self.hours.map { "10-25T\($0):00" })
    let spring = try #require(CivilDate(year: 2026, month: 3, day: 29))
    let autumn = try #require(CivilDate(year: 2026, month: 10, day: 25))
    #expect(hourly.dueMoments(on: spring, zone: paris).count == 23)
    #expect(hourly.dueMoments(on: autumn, zone: paris).count == 25)
  }

  @Test func aDueMomentIsTheLastOneAtItselfAndTheNextOneJustBefore() throws {
    let paris = try TestZones.paris()
    let due = try #require(Timestamp("2026-11-22T00:00:00Z"))
    let daily = BackupTrigger.daily(minute: 60)
    #expect(daily.lastDue(before: due, zone: paris) == due)
    #expect(daily.lastDue(before: due.adding(seconds: -0.001), zone: paris)?.description == "2026-11-21T00:00:00Z")
    #expect(daily.nextDue(after: due, zone: paris)?.description == "2026-11-23T00:00:00Z")
    #expect(daily.nextDue(after: due.adding(seconds: -0.001), zone: paris) == due)
  }

  /// As Samoa did in 2011: what falls on the day that does not exist is due once, when the clocks go on.
  @Test func aDayThatIsSkippedIsDueOnce() throws {
    let zone = try TestZones.skipsADay()
    let skipped = try #require(CivilDate(year: 1970, month: 1, day: 1))
    let noon = Timestamp(seconds: 36_000)
    #expect(zone.resolve(LocalTime(date: skipped, secondOfDay: 3600)) == .gap(resumes: noon))
    #expect(BackupTrigger.every(seconds: 21_600).dueMoments(on: skipped, zone: zone) == [noon])
    #expect(BackupTrigger.daily(minute: 60).dueMoments(on: skipped, zone: zone) == [noon])
    #expect(BackupTrigger.every(seconds: 3600).dueMoments(on: skipped, zone: zone).isEmpty)
    let hourly = try walk(.every(seconds: 3600), from: "1970-01-01T08:00:00Z", to: "1970-01-01T13:00:00Z", in: zone)
    #expect(hourly == ["01-01T08:00", "01-01T09:00", "01-01T10:00", "01-01T11:00", "01-01T12:00"])
  }

  @Test func aChangeHasNoSchedule() throws {
    let now = try #require(Timestamp("2026-11-22T00:00:00Z"))
    #expect(BackupTrigger.onChange.lastDue(before: now, zone: .utc) == nil)
    #expect(BackupTrigger.onChange.nextDue(after: now, zone: .utc) == nil)
    #expect(BackupTrigger.every(seconds: 0).nextDue(after: now, zone: .utc) == nil)
  }

  /// The two questions are two views of one list, and the list keeps its distances, in every zone and every season.
  @Test(arguments: ["paris", "st-johns", "lord-howe", "kathmandu"])
  func lastAndNextAgree(name: String) throws {
    let zone = Zone(name: name, rules: try TestZones.rules(.file(name)))
    var numbers = SeededNumbers(seed: 11)
    let start = try #require(Timestamp("2026-01-01T00:00:00Z"))
    let triggers: [(BackupTrigger, Double)] = [
      (.daily(minute: 60), 25 * 3600), (.daily(minute: 125), 25 * 3600), (.every(seconds: 21_600), 7 * 3600),
      (.every(seconds: 3600), 3600), (.every(seconds: 900), 900), (.weekly(weekday: 7, minute: 120), 7 * 86_400 + 3600),
      (.every(seconds: 3 * 86_400), 3 * 86_400 + 3600),
    ]
    for (trigger, longest) in triggers {
      for _ in 0..<150 {
        let moment = start.adding(seconds: Double(Int.random(in: 0..<(2 * 366 * 86_400), using: &numbers)))
        let last = try #require(trigger.lastDue(before: moment, zone: zone))
        let next = try #require(trigger.nextDue(after: moment, zone: zone))
        #expect(last <= moment && moment < next)
        #expect(trigger.nextDue(after: last, zone: zone) == next)
        #expect(trigger.lastDue(before: next.adding(seconds: -0.001), zone: zone) == last)
        #expect(next.seconds(since: last) <= longest, "\(trigger) \(last) \(next)")
      }
    }
  }
}
