import Drawing
import Maintenance
import Testing

@testable import Dashboard

@Suite struct MomentTests {
  private func opened(_ role: Role = .administrator) -> Stage {
    var stage = Stage(Fixture.recoverable, columns: 120, rows: 30, language: .english, role: role)
    stage.press("4", "t")
    return stage
  }

  @Test func aMomentIsChosenAndPreviewed() {
    var stage = opened()
    #expect(stage.text.contains("Restore the database: the moment") && stage.text.contains("1 hole"))
    stage.press("up", "left", "-")
    let effects = stage.press("enter")
    let wanted = Fixture.now.adding(seconds: -0.6 * 3600 - 3600 - 61)
    let moment = Timestamp(milliseconds: wanted.wholeSeconds * 1000)
    #expect(effects.last == .ask(.preview(.restore(scope: .database, backup: nil, moment: moment))))
    #expect(effects.contains(.flushInput))
  }

  @Test func whatCannotBeReachedSaysSoAndLeadsNowhere() {
    var stage = opened()
    stage.press(
      "pgup", "pgup", "up", "up", "up", "up", "up", "up", "up", "up", "up", "up", "up", "up", "up", "up", "up", "up"
    )
    #expect(stage.text.contains("not recoverable"))
    #expect(stage.press("enter").isEmpty)
    stage.press("esc")
    #expect(!stage.text.contains("the moment"))
  }

  /// No full was made behind it: nothing later can be reached, on the server or not, and the screens say it.
  @Test func aHoleBehindTheNewestFullIsShown() throws {
    var situation = Fixture.recoverable
    let last = try #require(situation.backups[0].recovery?.indices.last)
    situation.backups[0].recovery?[last].hole = "mysql-bin.000012"
    let problem = try #require(BackupRules.problem(of: situation.backups[0]))
    situation.backups[0].severity = problem.severity
    situation.problems.append(problem)
    var stage = Stage(situation, columns: 120, rows: 30, language: .english, role: .administrator)
    #expect(stage.text.contains("hole in the logs") && stage.text.contains("mysql-bin.000012 is missing"))
    stage.press("4")
    #expect(stage.text.contains("mysql-bin.000012 is in no backup") && stage.text.contains("a new full mends it"))
    stage.press("t")
    #expect(stage.text.contains("2 holes"))
    for _ in 0..<20 { stage.press("pgdn") }
    #expect(stage.text.contains("not recoverable") && stage.press("enter").isEmpty)
    #expect(Stage(situation, columns: 120, rows: 30, language: .french).text.contains("trou dans les journaux"))
  }

  @Test func oneKeyGoesToTheMomentBeforeALoss() {
    var stage = Stage(Fixture.recoverable, columns: 80, rows: 24, language: .english, role: .administrator)
    stage.press("4")
    #expect(stage.press("t") == [.ask(.losses)])
    #expect(stage.text.contains("looking for lost tables") && !stage.text.contains("before:"))
    stage.send(.answer(.losses, .losses(LossFixture.report)))
    #expect(stage.text.contains("concerts dropped at 14:01:23") && stage.text.contains("before: concerts"))
    #expect(stage.text.contains("✖ lost"))
    stage.press("d")
    #expect(stage.text.contains("at the chosen moment, still there") && stage.text.contains("14:01:23"))
    // The one before it, and round.
    #expect(stage.text.contains("before: users"))
    stage.press("d")
    guard case .moment(let chooser)? = stage.model.layers.last else {
      Issue.record("no choice")
      return
    }
    #expect(chooser.chosen == LossFixture.emptied.at)
    stage.press("d")
    let effects = stage.press("enter")
    #expect(
      effects.last == .ask(.preview(.restore(scope: .database, backup: nil, moment: LossFixture.dropped.at))))
  }

  @Test func whatWasMadeAgainSaysSo() {
    var stage = opened()
    var loss = LossFixture.dropped
    loss.madeAgainAt = loss.at.adding(seconds: 60)
    stage.send(.answer(.losses, .losses(LossReport(losses: [loss], readAt: Fixture.now))))
    stage.press("d", "right")
    #expect(stage.text.contains("made again at 14:02:23") && stage.text.contains("choose before it"))
    for _ in 0..<5 { stage.press("pgdn") }
    #expect(!stage.text.contains("choose before it"))
  }

  /// Before the first full, or in a hole of the log: there is nothing to go back to.
  @Test func aLossThatCannotBeReachedIsNotOffered() {
    var stage = opened()
    var loss = LossFixture.dropped
    loss.at = Fixture.ago(days: 400)
    stage.send(.answer(.losses, .losses(LossReport(losses: [loss], readAt: Fixture.now))))
    #expect(!stage.text.contains("✖ lost") && stage.press("d").isEmpty)
  }

  @Test func itStaysBetweenTheFirstFullAndNow() {
    var stage = opened()
    for _ in 0..<20 { stage.press("pgup") }
    #expect(stage.text.contains("full"))
    for _ in 0..<20 { stage.press("pgdn") }
    #expect(stage.text.contains("saved first"), "what is not saved yet is saved by the restore")
  }

  /// Types a time; what the screen says, and the moment that would be restored to.
  private func typed(_ text: String, after keys: [String] = [], language: Language = .english) -> (Stage, Timestamp?) {
    var stage = Stage(Fixture.recoverable, columns: 120, rows: 30, language: language, role: .administrator)
    stage.press("4", "t")
    for key in keys { stage.press(key) }
    stage.press("/")
    stage.type(text)
    stage.press("enter")
    let shown = stage
    guard case .ask(.preview(.restore(_, _, let moment)))? = stage.press("enter").last else { return (shown, nil) }
    return (shown, moment)
  }

  /// Sunday 22 November 2026, 14:32:05, an hour ahead of UTC.
  @Test func aTimeIsTypedByTheClockThatIsShown() {
    func utc(_ text: String) -> Timestamp? { Timestamp(text) }
    #expect(typed("14:02").1 == utc("2026-11-22T13:02:00Z"))
    #expect(typed("9:30:07").1 == utc("2026-11-22T08:30:07Z"))
    #expect(typed("2026-11-21 23:59").1 == utc("2026-11-21T22:59:00Z"))
    #expect(typed("2026-11-21T00:00:01").1 == utc("2026-11-20T23:00:01Z"))
    #expect(typed("14:02", after: ["pgup"]).1 == utc("2026-11-21T13:02:00Z"), "on the day that is chosen")
    // A digit begins it as well.
    var stage = opened()
    stage.press("1")
    stage.type("4:02")
    #expect(stage.text.contains("Go to") && stage.text.contains("14:02"))
    stage.press("enter")
    #expect(stage.text.contains("Sun 22 Nov 2026 14:02:00") && !stage.text.contains("Go to"))
  }

  @Test func whatCannotBeReadOrReachedIsNotTakenAndSaysWhy() {
    for (text, said) in [
      ("soon", "\"soon\" is no time"), ("14:2", "is no time"), ("14", "is no time"), ("22/11 14:02", "is no time"),
      ("1:2:3:4", "is no time"), ("25:00", "no such day or time"), ("12:61", "no such day or time"),
      ("2026-02-30 12:00", "no such day or time"), ("14:40", "has not come yet"),
      ("2026-11-10 12:00", "before the oldest full, Tue 17 Nov 2026 01:02:05"),
      ("2026-11-19 20:00", "a log is missing; nearest: Thu 19 Nov 2026 18:32:05 or Fri 20 Nov 2026 01:02:05"),
    ] {
      let (stage, _) = typed(text)
      let shown = stage.rows.map { $0.split(separator: " ").joined(separator: " ") }.joined(separator: " ")
      #expect(shown.contains(said), "\(text): \(stage.text)")
      #expect(stage.text.contains("Go to") && stage.text.contains("Sun 22 Nov 2026 13:56:05"), "the moment stays")
    }
    #expect(typed("25:00", language: .french).0.text.contains("cette heure n’existe pas"))
    var stage = typed("soon").0
    stage.press("esc")
    #expect(stage.text.contains("the moment") && !stage.text.contains("Go to"), "the field is left, not the screen")
  }

  /// Paris goes back to winter time on 25 October 2026 at 03:00, and has gone ahead on 29 March at 02:00.
  @Test func aTypedTimeGoesByTheClocksOfItsDay() throws {
    let paris = Zone(
      name: "Europe/Paris", offsetSeconds: 3600,
      changes: [
        ClockChange(at: try #require(Timestamp("2026-03-29T01:00:00Z")), before: 3600, after: 7200),
        ClockChange(at: try #require(Timestamp("2026-10-25T01:00:00Z")), before: 7200, after: 3600),
      ])
    let day = try #require(CivilDate(year: 2026, month: 11, day: 22))
    for (typed, meant) in [
      ("2026-11-21 14:00", "2026-11-21T13:00:00Z"), ("2026-10-24 14:00", "2026-10-24T12:00:00Z"),
      ("2026-10-25 02:30", "2026-10-25T00:30:00Z"), ("2026-10-25 03:00", "2026-10-25T02:00:00Z"),
      ("2026-02-01 00:30", "2026-01-31T23:30:00Z"), ("14:00", "2026-11-22T13:00:00Z"),
    ] {
      #expect(try MomentEntry.read(typed, day: day, zone: paris) == Timestamp(meant), "\(typed)")
    }
    #expect(throws: MomentEntry.Fault.noSuchTime("2026-03-29 02:30")) {
      try MomentEntry.read("2026-03-29 02:30", day: day, zone: paris)
    }
    let words = Wording(.english, zone: paris)
    let summer = try #require(Timestamp("2026-10-24T12:00:00Z"))
    #expect(words.exact(summer).hasSuffix(" 2026 14:00:00") && words.offsetWords(at: summer) == "UTC+2")
    #expect(words.zoneWords(at: Fixture.now) == "Europe/Paris, UTC+1")
  }

  /// On the day the clocks are set back the line of time has a day of 25 hours, and a chosen moment before says its offset.
  @Test func theLineOfTimeGoesByTheClocksOfEachDay() throws {
    var situation = Fixture.recoverable
    situation.zoneChanges = [
      ClockChange(at: Fixture.ago(minutes: 60 * 24 * 2), before: 7200, after: 3600)
    ]
    var stage = Stage(situation, columns: 80, rows: 24, language: .english)
    stage.press("4", "t")
    #expect(!stage.text.contains("UTC+2"))
    stage.press("/")
    for character in "2026-11-18 12:00" { stage.press(String(character)) }
    stage.press("enter")
    #expect(stage.text.contains("Wed 18 Nov 2026 12:00:00 UTC+2"), "\(stage.text)")
  }

  @Test func theZoneAndTheSignsAreSaidOnce() {
    var situation = Fixture.recoverable
    situation.zoneName = "Europe/Paris"
    var stage = Stage(situation, columns: 80, rows: 24, language: .english)
    stage.press("4", "t")
    #expect(stage.text.contains("the moment (Europe/Paris, UTC+1)"), "\(stage.text)")
    #expect(stage.text.contains("■ full   ━ every second   (empty) not recoverable   ▲ chosen"))
    func zone(_ seconds: Int, _ name: String? = nil) -> String {
      Wording(.english, zone: Zone(name: name ?? "", offsetSeconds: seconds, changes: [])).zoneWords(at: Fixture.now)
    }
    #expect(
      zone(0, "UTC") == "UTC" && zone(-12_600) == "UTC-3:30"
        && zone(20_700, "Asia/Kathmandu") == "Asia/Kathmandu, UTC+5:45")
  }

  /// Whoever wants a dropped table back sees between which two fulls it went, and whether it is there at the chosen moment.
  @Test func whatTheNewestFullLacksLeadsToAMomentBeforeIt() {
    var situation = Fixture.recoverable
    situation.backups[0].vanished = [
      VanishedTables(
        tables: ["bookings", "seats"], lastHeld: Fixture.ago(hours: 37.5), firstMissed: Fixture.ago(hours: 13.5))
    ]
    func text(_ keys: [String], language: Language = .english) -> String {
      var stage = Stage(situation, columns: 80, rows: 24, language: language)
      stage.press("4", "t")
      for key in keys { stage.press(key) }
      return stage.text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
    }
    let now = text([])
    #expect(now.contains("▲ bookings, seats: between the fulls of 21 Nov 01:02:05 and 01:02:05; at the"), "\(now)")
    #expect(now.contains("gone: choose an earlier one"))
    #expect(text(["pgup"]).contains("perhaps still there"))
    #expect(text(["pgup", "pgup"]).contains("✓ bookings, seats"))
    #expect(text([], language: .french).contains("disparu : en choisir un plus tôt"))
  }

  @Test func whoMayNotRestoreIsTold() {
    var stage = Stage(Fixture.recoverable, language: .english, role: .operator)
    stage.press("4", "t")
    #expect(!stage.text.contains("the moment") && stage.text.contains("administrator"))
    var sqlite = Stage(Fixture.healthy, language: .english)
    #expect(sqlite.press("4", "t").isEmpty)
    #expect(!sqlite.text.contains("the moment"), "without a log there is no moment to choose")
  }

  /// A restore ends with a new full backup; what lies between it and the last log is on the server still.
  @Test func whatIsOnTheServerStillIsReached() {
    func at(_ seconds: Double) -> Timestamp { Fixture.now.adding(seconds: seconds) }
    let spans = [
      RecoverySpan(full: "old", from: at(-7200), until: at(-5000)),
      RecoverySpan(full: "a", from: at(-3600), until: at(-100)),
      RecoverySpan(full: "b", from: at(-99.3), until: at(-99.3)),
    ]
    func full(_ seconds: Double) -> String? {
      RecoveryTimeline.span(for: at(seconds), in: spans, now: Fixture.now)?.full
    }
    #expect(full(-99.8) == "a" && full(-99) == "b" && full(0) == "b")
    #expect(full(-4000) == nil, "a hole is a hole")
    #expect(full(-7300) == nil && full(1) == nil)
  }
}
