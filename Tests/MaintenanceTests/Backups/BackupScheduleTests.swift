import Maintenance
import TestSupport
import Testing

@Suite struct BackupScheduleTests {
  static let legs: [BackupPlan] = [
    BackupPlan(leg: .databaseFull, triggers: [.daily(minute: 60)], keepSeconds: 1),
    BackupPlan(leg: .databaseDifferential, triggers: [.every(seconds: 21_600)], keepSeconds: 1),
    BackupPlan(leg: .databaseLog, triggers: [.every(seconds: 3600)], keepSeconds: 1),
    BackupPlan(leg: .filesFull, triggers: [.daily(minute: 180)], keepSeconds: 1),
    BackupPlan(leg: .filesIncremental, triggers: [.daily(minute: 900)], keepSeconds: 1),
    BackupPlan(leg: .configurationFull, triggers: [.onChange, .weekly(weekday: 7, minute: 120)], keepSeconds: 1),
  ]

  /// What the clock on the wall shows, told without the calendar: Paris is one hour east of UTC, two from the last Sunday of
  /// March to that of October, each at 01:00 UTC.
  private func paris(_ hour: Int) -> (day: Int, hour: Int) {
    func lastSunday(_ year: Int, _ month: Int) -> Int {
      // 31 days have March and October.
      guard let last = CivilDate(year: year, month: month, day: 31) else { return 0 }
      return last.adding(days: -(last.weekday % 7)).daysSinceEpoch
    }
    let date = CivilDate(daysSinceEpoch: hour / 24)
    let summer = lastSunday(date.year, 3) * 24 + 1..<lastSunday(date.year, 10) * 24 + 1
    let local = hour + (summer.contains(hour) ? 2 : 1)
    return (local / 24, local % 24)
  }

  /// The hours at which each leg has to run, from what the clock shows, hour by hour.
  private func expected(_ hours: Range<Int>) -> [BackupLeg: [Int]] {
    var runs: [BackupLeg: [Int]] = [:]
    var seen: [BackupLeg: Set<Int>] = [:]
    for hour in hours {
      let (day, clock) = paris(hour)
      let before = paris(hour - 1)
      /// Whether a time of day was reached within the last hour: shown now, or jumped over.
      func reached(_ wanted: Int) -> Bool {
        clock == wanted || (before.day == day && before.hour < wanted && clock > wanted)
      }
      func run(_ leg: BackupLeg, _ key: Int) {
        // A time that the clock shows twice is due the first time.
        if seen[leg, default: []].insert(key).inserted { runs[leg, default: []].append(hour) }
      }
      if reached(1) { run(.databaseFull, day) }
      for slot in [0, 6, 12, 18] where reached(slot) { run(.databaseDifferential, day * 24 + slot) }
      run(.databaseLog, hour)
      if reached(3) { run(.filesFull, day) }
      if reached(15) { run(.filesIncremental, day) }
      if (day + 3) % 7 == 6, reached(2) { run(.configurationFull, day) }
    }
    return runs
  }

  @Test func twoYearsInParisHourByHour() throws {
    let zone = try TestZones.paris()
    let first = try #require(CivilDate(year: 2026, month: 1, day: 1)).daysSinceEpoch * 24
    let hours = first..<(try #require(CivilDate(year: 2028, month: 1, day: 1))).daysSinceEpoch * 24
    func moment(_ hour: Int) -> Timestamp { Timestamp(milliseconds: Int64(hour) * 3_600_000) }
    var schedules = Self.legs.map { BackupSchedule(plan: $0, since: moment(first), attempts: []) }
    var runs: [BackupLeg: [Int]] = [:]
    for hour in hours {
      for index in schedules.indices where schedules[index].isDue(at: moment(hour), zone: zone) {
        schedules[index].attempts = [BackupSchedule.Attempt(at: moment(hour))]
        runs[schedules[index].plan.leg, default: []].append(hour)
      }
    }
    let expected = expected(hours)
    for leg in BackupLeg.allCases { #expect(runs[leg] == expected[leg], "\(leg)") }
    #expect(runs[.databaseLog]?.count == 730 * 24 && runs[.databaseFull]?.count == 730)
    #expect(runs[.databaseDifferential]?.count == 730 * 4)
  }

  @Test func whatWasMissedRunsOnceAndWhatFailedIsTriedAgain() throws {
    let zone = try TestZones.paris()
    let start = try #require(Timestamp("2026-05-01T12:00:00Z"))
    var schedule = BackupSchedule(plan: Self.legs[0], since: start, attempts: [])
    #expect(!schedule.isDue(at: start.adding(seconds: 3600), zone: zone), "what was due before is nobody's")
    let later = start.adding(seconds: 3 * 86_400)
    #expect(schedule.isDue(at: later, zone: zone))
    schedule.attempts = [.init(at: later, isRunning: true)]
    #expect(!schedule.isDue(at: later.adding(seconds: 60), zone: zone))
    schedule.attempts = [.init(at: later)]
    #expect(!schedule.isDue(at: later.adding(seconds: 60), zone: zone), "three missed nights are one run")
    schedule.attempts = [.init(at: later, hasFailed: true)]
    #expect(!schedule.isDue(at: later.adding(seconds: 60), zone: zone))
    #expect(schedule.isDue(at: later.adding(seconds: 600), zone: zone))
    schedule.attempts = (0..<3).map { .init(at: later.adding(seconds: Double($0) * 600), hasFailed: true) }
    #expect(!schedule.isDue(at: later.adding(seconds: 7200), zone: zone), "then it is the person's")
    #expect(schedule.isDue(at: later.adding(seconds: 86_400), zone: zone), "the next night is another moment")
    // The clock set back: what ran is not run again.
    schedule.attempts = [.init(at: later)]
    #expect(!schedule.isDue(at: later.adding(seconds: -7200), zone: zone))
  }

  @Test func aChangeIsSavedWhenItHasSettled() throws {
    let zone = try TestZones.paris()
    let start = try #require(Timestamp("2026-05-05T12:00:00Z"))
    var schedule = BackupSchedule(
      plan: Self.legs[5], since: start, attempts: [], changedSince: start.adding(seconds: 10))
    #expect(!schedule.isDue(at: start.adding(seconds: 60), zone: zone))
    #expect(schedule.isDue(at: start.adding(seconds: 140), zone: zone))
    schedule.attempts = [.init(at: start.adding(seconds: 140))]
    #expect(!schedule.isDue(at: start.adding(seconds: 300), zone: zone))
    schedule.changedSince = nil
    schedule.attempts = []
    #expect(!schedule.isDue(at: start.adding(seconds: 300), zone: zone))
  }
}
