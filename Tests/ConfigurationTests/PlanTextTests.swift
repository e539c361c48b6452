import Configuration
import Maintenance
import Testing

@Suite struct PlanTextTests {
  @Test(
    arguments: [
      ("2s", 2), ("15m", 900), ("1h", 3600), ("6h", 21_600), ("21d", 1_814_400), ("2w", 1_209_600), ("1y", 31_536_000),
      ("30d", 2_592_000), ("1h 15m", 4500), ("1h15m", 4500), ("0.5s", 0.5), (" 2s ", 2), ("1.5h", 5400), ("0s", 0),
    ] as [(String, Double)])
  func readsDurations(text: String, seconds: Double) { #expect(PlanDuration.seconds(text) == seconds) }

  @Test(arguments: [
    "", " ", "2", "h", "2 h", "-2h", "2H", "15m 1h", "1h 1h", "1h,", "1..5h", ".5h", "5.h", "1e3s", "١h", "2hours",
    "+1s",
  ])
  func refusesWhatIsNoDuration(text: String) { #expect(PlanDuration.seconds(text) == nil) }

  @Test(arguments: [0, 1, 59, 60, 61, 900, 3600, 4500, 86_399, 86_400, 90_061, 31_536_000, 0.5, 61.25] as [Double])
  func durationsGoThereAndBack(seconds: Double) {
    #expect(PlanDuration.seconds(PlanDuration.text(seconds)) == seconds)
  }

  @Test(
    arguments: [
      ("> 70% for 1h", 70, 3600), (">75%", 75, 0), ("> 90 %", 90, 0), ("> 85% for 15m", 85, 900),
      ("> 99.5% for 1h 30m", 99.5, 5400), ("> 0%", 0, 0),
    ] as [(String, Double, Double)])
  func readsThresholds(text: String, percent: Double, seconds: Double) throws {
    let threshold = try #require(ThresholdText.threshold(text))
    #expect(threshold == Threshold(percent: percent, forSeconds: seconds))
    #expect(ThresholdText.threshold(ThresholdText.text(threshold)) == threshold)
  }

  @Test(arguments: [
    "", ">", "70%", "> 70", ">= 70%", "< 70%", "> 100%", "> -1%", "> 70% for", "> 70% 1h", "> 70% for 1x",
    "> 70% for 1h x", "> %", "> 7e1%", "> nan%", "> inf%", "> 70%%", ">> 70%",
  ])
  func refusesWhatIsNoThreshold(text: String) { #expect(ThresholdText.threshold(text) == nil) }

  @Test(arguments: [("01:00", 60), ("1:00", 60), ("00:00", 0), ("23:59", 1439), ("15:00", 900)])
  func readsTimesOfDay(text: String, minute: Int) { #expect(TimeOfDay.minute(text) == minute) }

  @Test(arguments: ["", "24:00", "12:60", "12", "12:5", "12:05:00", "-1:00", "1h00", "012:00", ":00"])
  func refusesWhatIsNoTimeOfDay(text: String) { #expect(TimeOfDay.minute(text) == nil) }

  @Test(arguments: [
    ("Sun 02:00", 7, 120), ("sunday 2:00", 7, 120), ("dim 02:00", 7, 120), ("Mon 00:00", 1, 0), ("lundi 08:30", 1, 510),
    ("mar 01:00", 2, 60), ("wed 01:00", 3, 60),
  ])
  func readsTimesOfWeek(text: String, weekday: Int, minute: Int) throws {
    let time = try #require(TimeOfDay.weekly(text))
    #expect(time.weekday == weekday && time.minute == minute)
  }

  @Test(arguments: ["", "Sun", "Su 02:00", "02:00 Sun", "Sunn 02:00", "Sun 25:00", "Sun at 02:00"])
  func refusesWhatIsNoTimeOfWeek(text: String) { #expect(TimeOfDay.weekly(text) == nil) }
}
