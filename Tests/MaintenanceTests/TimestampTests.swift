import Maintenance
import Testing

@Suite struct TimestampTests {
  @Test(
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2026-11-22T13:32:05.120Z", 1_795_354_325_120),
      ("2024-02-29T23:59:59Z", 1_709_251_199_000), ("1969-12-31T23:59:59.999Z", -1),
    ] as [(String, Int64)])
  func readsAndWritesRFC3339(text: String, milliseconds: Int64) throws {
    let moment = try #require(Timestamp(text))
    #expect(moment.milliseconds == milliseconds)
    #expect(moment.description == text)
  }

  @Test func readsOffsets() {
    #expect(Timestamp("2026-11-22T14:32:05+01:00") == Timestamp("2026-11-22T13:32:05Z"))
    #expect(Timestamp("2026-11-22T09:02:05-04:30") == Timestamp("2026-11-22T13:32:05Z"))
  }

  @Test(arguments: [
    "", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T14:32:05",
    "2026-11-22T14:32:05Zx",
  ])
  func refusesWhatIsNoMoment(text: String) { #expect(Timestamp(text) == nil) }

  @Test func everyDayOfFourCenturiesGoesThereAndBack() throws {
    for day in stride(from: -146_097, through: 146_097, by: 1) {
      let date = CivilDate(daysSinceEpoch: day)
      #expect(CivilDate(year: date.year, month: date.month, day: date.day)?.daysSinceEpoch == day)
    }
    #expect(CivilDate(year: 2026, month: 11, day: 22)?.weekday == 7)
  }
}
