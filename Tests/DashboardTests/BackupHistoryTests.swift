import Dashboard
import Drawing
import Maintenance
import Testing

/// The days, the ladder and the safety copy on the backups screen.
@Suite struct BackupHistoryTests {
  private func stage(_ change: (inout LegStatus) -> Void, columns: Int = 120) -> Stage {
    var situation = Fixture.healthy
    change(&situation.backups[0])
    var stage = Stage(situation, columns: columns, rows: 40)
    stage.press("4")
    return stage
  }

  @Test func aRestoreDoesNotOfferTheCopyOfWhatWasReplaced() throws {
    var situation = Fixture.healthy
    var list = try #require(situation.backups[0].backups.value)
    let copy = BackupSummary(
      id: "safety", leg: .databaseFull, takenAt: Fixture.ago(minutes: 2), durationSeconds: 1, bytes: 1,
      trust: .complete,
      isSafetyCopy: true)
    list.insert(copy, at: 0)
    situation.backups[0].backups = .known(list, at: Fixture.now)
    var stage = Stage(situation)
    stage.press("4")
    #expect(stage.text.contains("copie de sûreté"))
    #expect(stage.press("r").last == .ask(.preview(.restore(scope: .database, backup: list[1].id))))
    stage.press("esc", "tab", "k")
    #expect(stage.press("r").last == .ask(.preview(.restore(scope: .database, backup: "safety"))))
  }

  @Test func aDayIsDoneDamagedMissedOrEmpty() {
    let text = stage { leg in
      var list = leg.backups.value ?? []
      list[1].fault = "sums differ"
      leg.backups = .known(list, at: Fixture.now)
      leg.lastFailure = OperationFailure(operation: "x", at: Fixture.ago(days: 5), message: "no room")
    }.rows.first { $0.contains("Base, complète") }
    #expect(text?.contains("··▲··✓✖✓") == true, "\(text ?? "")")
  }

  @Test func theLadderSaysTheRungInWords() {
    let text = stage { leg in
      var list = leg.backups.value ?? []
      list[0].trust = .plausible
      leg.backups = .known(list, at: Fixture.now)
    }.text
    #expect(text.contains("━━━─── plausible"))
  }

  @Test func whatABackupBuildsOnIsNamed() throws {
    var situation = Fixture.healthy
    var list = try #require(situation.backups[1].backups.value)
    let full = try #require(situation.backups[0].backups.value?.first?.id)
    list[0].parent = full
    situation.backups[1].backups = .known(list, at: Fixture.now)
    var stage = Stage(situation, columns: 120, rows: 40)
    stage.press("4", "j", "tab", "enter")
    #expect(stage.text.contains("\(full) → \(list[0].id)"))
  }
}
