import Dashboard
import Drawing
import Maintenance
import Testing

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
}
