import Drawing
import Maintenance
import Testing

@testable import Dashboard

@Suite struct PaletteTests {
  private func names(_ stage: Stage) -> [String] { stage.model.paletteRows.map(\.command.name) }

  private func open(_ text: String = "", _ stage: Stage = Stage(Fixture.troubled)) -> Stage {
    var stage = stage
    stage.press(":")
    stage.type(text)
    return stage
  }

  @Test func everyCommandOfAScreenIsFoundByItsNameAndBothItsLabels() {
    for language in [Language.french, .english] {
      for command in Commands.all where command.places.holds(.screen(.overview)) {
        if ["palette", "quit-anywhere"].contains(command.name) { continue }
        for text in [command.name, command.label.french, command.label.english] {
          let stage = open(text, Stage(Fixture.troubled, language: language))
          #expect(names(stage).contains(command.name), "\(command.name) by \(text)")
        }
        #expect(names(open(command.name)).first == command.name)
      }
    }
  }

  @Test func screensAreFoundByTheirTitles() {
    var stage = open("sauvegardes")
    #expect(names(stage).first == "go-backups")
    stage.press("enter")
    #expect(stage.model.screen == .backups && stage.model.layers.isEmpty)
    stage = open("capac")
    stage.press("enter")
    #expect(stage.model.screen == .capacity)
  }

  @Test func enterRunsWhatWorksAndSaysWhyNotOtherwise() {
    var stage = open("service-start")
    #expect(stage.press("enter") == [.flushInput, .ask(.preview(.service(verb: .start, name: "mysql")))])
    stage = open("service-start", Stage(Fixture.troubled, isReadOnly: true))
    #expect(stage.text.contains("lecture seule (R pour en sortir)"))
    #expect(stage.press("enter").isEmpty && stage.model.layers.isEmpty)
    #expect(stage.text.contains("démarrer · lecture seule"))
    stage = open("verify-register")
    #expect(stage.text.contains("sur l’écran Registre"))
    #expect(stage.press("enter").isEmpty)
    #expect(stage.model.toasts.last?.mark == .refused)
    stage = open("zzzz")
    stage.press("enter")
    #expect(stage.place == .palette && stage.rows.count { $0.contains("Aucune commande") } == 1)
  }

  @Test func keysAreTextWhileACommandIsNamed() {
    var stage = open("qsSxr1?R")
    #expect(stage.effects.isEmpty && stage.model.palette?.entry.text == "qsSxr1?R")
    stage.press("ctrl-c")
    #expect(stage.effects == [.quit])
  }

  @Test func tabCompletesAndArrowsChoose() {
    var stage = open("srest")
    #expect(names(stage).first == "service-restart")
    stage.press("tab")
    #expect(stage.model.palette?.entry.text == "service-restart")
    stage = open()
    let all = names(stage)
    stage.press("down", "down", "up")
    stage.press("tab")
    #expect(stage.model.palette?.entry.text == all[1])
    stage.press("esc")
    #expect(stage.model.layers.isEmpty && stage.effects.isEmpty)
  }

  @Test func choiceStaysWithinTheList() {
    var stage = open()
    for _ in 0..<200 { stage.press("pgdn") }
    stage.type("restart")
    #expect(stage.model.palette?.chosen == 0)
    stage.press("up", "up")
    #expect(stage.model.palette?.chosen == 0)
  }

  @Test func whatWorksComesBeforeWhatDoesNot() {
    let rows = open().model.paletteRows
    let firstIdle = rows.firstIndex { $0.obstacle != nil } ?? rows.count
    #expect(firstIdle > 8 && rows[firstIdle...].allSatisfy { $0.obstacle != nil })
    #expect(Set(rows.map(\.command.name)).count == rows.count)
  }

  @Test func dialogsHaveNoPalette() {
    var stage = Scenes.restart(Stage(Fixture.healthy))
    stage.press(":")
    #expect(stage.place == .sheet)
    stage = Scenes.restore(Stage(Fixture.healthy))
    stage.press(":")
    #expect(stage.model.sheet?.name.text == ":")
  }

  @Test(
    arguments: [
      ("bn", "backup-now", true), ("sauv", "sauvegardes", true), ("svgd", "sauvegardes", true),
      ("ab", "backup", false), ("", "backup", false), ("coeur", "cœur", true), ("ECHEC", "échec", true),
      ("backup now", "backup-now", true), ("backupnows", "backup-now", false),
    ] as [(String, String, Bool)])
  func lettersMustOccurInTheirOrder(query: String, text: String, isFound: Bool) {
    #expect((FuzzyMatch(FoldedText(query), in: FoldedText(text)) != nil) == isFound)
  }

  @Test(
    arguments: [
      ("re", "restore", "service-restart"), ("sr", "service-restart", "saver"), ("back", "back", "backup-now"),
      ("back", "backup-now", "go-back"), ("op", "open", "stop"), ("verify", "verify-backup", "very-if-y"),
      ("go", "go-services", "catalogue-go"),
    ])
  func betterNamesComeFirst(query: String, better: String, worse: String) throws {
    let one = try #require(FuzzyMatch(FoldedText(query), in: FoldedText(better)))
    let other = try #require(FuzzyMatch(FoldedText(query), in: FoldedText(worse)))
    #expect(one.score > other.score)
  }

  @Test func theLettersMeantAreShown() {
    #expect(FuzzyMatch(FoldedText("bn"), in: FoldedText("backup-now"))?.characters == [0, 7])
    #expect(FuzzyMatch(FoldedText("cou"), in: FoldedText("cœur"))?.characters == [0, 1, 2])
    let canvas = open("backup-now").canvas
    let inks = (0..<24).flatMap { canvas.cells(row: $0) }.filter { $0.style.ink == .match }
    #expect(inks.count >= 9)
  }

  @Test func otherKeysAreShownEverywhere() {
    var stage = Stage(Fixture.troubled)
    stage.model.keymap = Keymap(["service-start": [.function(5)], "read-only": [.control("r")]])
    #expect(stage.hints.contains("F5 démarrer"))
    #expect(stage.text.contains("→ F5 démarrer"))
    #expect(open("service-start", stage).text.contains("F5"))
    stage.press("s")
    #expect(stage.effects.isEmpty)
    stage.press("f5")
    #expect(stage.effects.count == 2)
    stage.press("esc", "?")
    #expect(stage.text.contains("F5"))
    stage.press("esc", "ctrl-r", "f5")
    #expect(stage.text.contains("Ctrl-R pour en sortir"))
  }
}
