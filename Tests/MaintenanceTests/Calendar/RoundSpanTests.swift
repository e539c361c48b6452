import Maintenance
import Testing

@Suite struct RoundSpanTests {
  @Test(arguments: [
    (2026, 11, 22, "2026-11-22", "2026-W47", "2026-11", "2026-Q4", "2026"),
    (2026, 1, 1, "2026-01-01", "2026-W01", "2026-01", "2026-Q1", "2026"),
    (2027, 1, 3, "2027-01-03", "2026-W53", "2027-01", "2027-Q1", "2027"),
    (2024, 12, 30, "2024-12-30", "2025-W01", "2024-12", "2024-Q4", "2024"),
    (2026, 3, 31, "2026-03-31", "2026-W14", "2026-03", "2026-Q1", "2026"),
    (2026, 4, 1, "2026-04-01", "2026-W14", "2026-04", "2026-Q2", "2026"),
  ])
  func keysADay(
    year: Int, month: Int, day: Int, daily: String, weekly: String, monthly: String, quarterly: String, yearly: String
  ) throws {
    let date = try #require(CivilDate(year: year, month: month, day: day))
    #expect(Period.allCases.map { $0.key(for: date) } == [daily, weekly, monthly, quarterly, yearly])
  }

  @Test(
    arguments: [
      (.daily, "2026-03-29T10:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"),
      (.daily, "2026-10-25T10:00:00Z", "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
      (.daily, "2026-11-21T23:00:00Z", "2026-11-21T23:00:00Z", "2026-11-22T23:00:00Z"),
      (.weekly, "2026-03-29T10:00:00Z", "2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z"),
      (.monthly, "2026-10-25T10:00:00Z", "2026-09-30T22:00:00Z", "2026-10-31T23:00:00Z"),
      (.quarterly, "2026-11-22T10:00:00Z", "2026-09-30T22:00:00Z", "2026-12-31T23:00:00Z"),
      (.quarterly, "2026-06-30T21:59:59Z", "2026-03-31T22:00:00Z", "2026-06-30T22:00:00Z"),
      (.yearly, "2026-12-31T22:59:59Z", "2025-12-31T23:00:00Z", "2026-12-31T23:00:00Z"),
    ] as [(Period, String, String, String)])
  func spansTheRoundInParis(period: Period, at: String, begins: String, ends: String) throws {
    let span = period.round(at: try #require(Timestamp(at)), in: try TestZones.paris())
    #expect(span.begins.description == begins)
    #expect(span.ends.description == ends)
  }

  @Test(arguments: Period.allCases)
  func roundsFollowEachOtherWithoutGap(period: Period) throws {
    let zone = try TestZones.paris()
    var span = period.round(at: try #require(Timestamp("2024-01-01T00:00:00Z")), in: zone)
    for _ in 0..<500 {
      let next = period.round(at: span.ends, in: zone)
      #expect(next.begins == span.ends)
      #expect(next.key > span.key)
      #expect(period.round(at: span.ends.adding(seconds: -1), in: zone) == span)
      span = next
    }
  }

  @Test func writesLocalTimes() throws {
    let local = try TestZones.paris().local(try #require(Timestamp("2026-11-22T13:32:05.9Z")))
    #expect(local.clock == "14:32")
    #expect(local.clockWithSeconds == "14:32:05")
    #expect(local.description == "2026-11-22 14:32:05")
    #expect(local.date.weekday == 7)
    #expect(LocalTime(Timestamp(milliseconds: -1), offsetSeconds: 0).description == "1969-12-31 23:59:59")
  }
}
