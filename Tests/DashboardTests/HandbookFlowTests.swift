import Dashboard
import Drawing
import Maintenance
import Testing

/// The handbook travels once, and its steps are run like any other operation.
@Suite struct HandbookFlowTests {
  private func procedures(_ keys: String..., role: Role = .administrator, isReadOnly: Bool = false) -> Stage {
    var stage = Scenes.handbook(Stage(Fixture.healthy, role: role, isReadOnly: isReadOnly), screen: "6")
    for key in keys { stage.press(key) }
    return stage
  }

  @Test func theHandbookIsAskedForOnceByTheScreenThatNeedsIt() {
    var stage = Stage(Fixture.healthy)
    #expect(!stage.effects.contains(.ask(.handbook)))
    #expect(stage.press("6").contains(.ask(.handbook)))
    stage.send(.answer(.handbook, .handbook(HandbookFixture.handbook, enabledChannels: [])))
    #expect(!stage.press("9").contains(.ask(.handbook)) && !stage.press("6").contains(.ask(.handbook)))
    // Another agent may have another plan.
    stage.send(.lost(reason: "gone"))
    #expect(stage.send(.welcome(person: Fixture.person, role: .operator)).contains(.ask(.handbook)))
    #expect(stage.text.contains("Mise à jour"))
  }

  @Test func aRefusedHandbookIsAskedForAgain() {
    var stage = Stage(Fixture.healthy)
    stage.press("6")
    stage.send(.answer(.handbook, .refused(LocalizedText("no"))))
    #expect(stage.press("9").contains(.ask(.handbook)))
  }

  @Test func whatIsToFillIsSaid() {
    let stage = procedures("enter")
    #expect(stage.text.contains("▲ à remplir") && stage.text.contains("Script de retour arrière"))
    #expect(procedures().rows.contains { $0.contains("▲ Mise à jour") && $0.contains("2 à remplir") })
  }

  @Test func anAutomaticStepGoesThroughTheOrdinaryConfirmation() {
    var stage = procedures("enter", "j", "j")
    #expect(stage.text.contains("vigie backup database.full"))
    #expect(stage.press("enter") == [.flushInput, .ask(.preview(.backup(leg: .databaseFull)))])
    stage.press("esc")
    #expect(stage.text.contains("2 / 6"))
    stage.press("j", "j", "j")
    #expect(
      stage.press("enter") == [.flushInput, .ask(.preview(.service(verb: .restart, name: "php-fpm")))])
  }

  @Test func aRestoreStepTakesTheNewestSoundBackup() throws {
    var situation = Fixture.healthy
    var newest = try #require(situation.backups[0].backups.value)
    newest[0].isSafetyCopy = true
    situation.backups = [situation.backups[0]]
    situation.backups[0].backups = .known(newest, at: Fixture.now)
    var stage = Scenes.handbook(Stage(situation), screen: "6")
    stage.press("j", "enter", "j")
    #expect(stage.press("enter").last == .ask(.preview(.restore(scope: .database, backup: newest[1].id))))
  }

  @Test(arguments: [(1, "à la main"), (3, "message"), (4, "shell"), (6, "ne suit pas")])
  func aStepThatCannotBeRunSaysWhy(step: Int, why: String) {
    var stage = procedures("enter")
    for _ in 0..<step { stage.press("j") }
    #expect(stage.press("enter").isEmpty)
    #expect(stage.rows[22].contains(why), "\(stage.rows[22])")
  }

  @Test func anObserverRunsNoStep() {
    for var stage in [
      procedures("enter", "j", "j", role: .observer), procedures("enter", "j", "j", isReadOnly: true),
    ] {
      #expect(stage.press("enter").isEmpty)
    }
  }

  @Test func theCommandOfAStepCanBeCopied() {
    var stage = procedures("enter", "j", "j", "j", "j")
    #expect(stage.press("y") == [.copy("php artisan migrate --force")])
  }

  @Test func aTaskLeadsToItsRunbook() {
    var situation = Fixture.healthy
    situation.rounds[0].tasks[2].runbook = "update"
    var stage = Stage(situation)
    stage.press("5")
    #expect(stage.press("P").isEmpty)
    stage.press("j", "j")
    #expect(stage.press("P").contains(.ask(.handbook)))
    stage.send(.answer(.handbook, .handbook(HandbookFixture.handbook, enabledChannels: [])))
    #expect(stage.text.contains("Avant de commencer"))
    stage.press("esc", "esc", "w", "P")
    #expect(stage.text.contains("Avant de commencer"))
    stage.press("esc")
    #expect(stage.text.contains("3 / 4"))
  }

  @Test func channelsAreOffUntilTheHostTurnsThemOn() {
    let stage = Scenes.handbook(Stage(Fixture.healthy, columns: 120, rows: 40), screen: "9")
    #expect(stage.text.contains("● Courriel") && stage.text.contains("◌ SMS"))
  }

  @Test func anEmptyHandbookSaysSo() {
    for (key, words) in [("6", "aucune mise à jour"), ("9", "ne nomme personne")] {
      var stage = Stage(Fixture.healthy)
      stage.press(key)
      #expect(stage.text.contains("demandé à l’agent"))
      stage.send(.answer(.handbook, .handbook(Handbook(), enabledChannels: [])))
      #expect(stage.text.contains(words))
    }
  }
}
