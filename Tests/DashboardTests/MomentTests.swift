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

  @Test func itStaysBetweenTheFirstFullAndNow() {
    var stage = opened()
    for _ in 0..<20 { stage.press("pgup") }
    #expect(stage.text.contains("full"))
    for _ in 0..<20 { stage.press("pgdn") }
    #expect(stage.text.contains("saved first"), "what is not saved yet is saved by the restore")
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
