import Drawing
import Maintenance
import Testing

@testable import Dashboard

/// What a person brings along: a language, themes, keys; and what they must never miss.
@Suite struct PersonTests {
  private func model(follows: Bool) -> Model {
    Model(
      size: .comfortable, charset: .unicode, language: .english, now: Fixture.now, followsPlanLanguage: follows)
  }

  @Test func thePlansLanguageIsSpokenUnlessAnotherWasAskedFor() {
    var situation = Fixture.healthy
    situation.language = .french
    situation.isSandbox = false
    var asked = model(follows: false)
    _ = update(&asked, .situation(situation))
    #expect(asked.language == .english)
    var follows = model(follows: true)
    _ = update(&follows, .situation(situation))
    #expect(follows.language == .french)
    situation.language = nil
    _ = update(&follows, .situation(situation))
    #expect(follows.language == .french)
  }

  @Test func whatNoAlertWatchesIsSaidWhereAllIsWell() {
    var situation = Fixture.healthy
    situation.logs = []
    #expect(!Stage(situation).text.contains("journaux en 24") && Stage(situation).text.contains("tout va bien"))
    situation.logs = LogFixture.logs
    let row = Stage(situation).rows.first { $0.contains("journaux en 24") } ?? ""
    #expect(row.contains("○ 13 erreurs") && row.contains("sans alerte") && row.contains("7 Logs"), "\(row)")
    #expect(Stage(situation).text.contains("Rien à traiter.") && !Stage(situation).text.contains("tout va bien"))
  }

  @Test func errorsInTheLogsAreSaidBesideProblemsToo() {
    var situation = Fixture.troubled
    situation.problems = [situation.problems[0]]
    situation.logs = LogFixture.logs
    #expect(Stage(situation).text.contains("○ 13 erreurs dans les journaux"))
    situation.problems = Fixture.troubled.problems + Fixture.troubled.problems
    #expect(Stage(situation, rows: 18).text.contains("13 erreurs") == false, "problems come first")
  }

  @Test func whatIsNotWatchedMakesNothingUnknown() {
    var situation = Fixture.healthy
    func line() -> String {
      Stage(situation, columns: 40, rows: 12).rows.first { $0.contains("Capacité ") && $0.contains("CPU") } ?? ""
    }
    #expect(line().hasPrefix(" ●"), "\(line())")
    situation.capacity[3].usedPercent = .unavailable(Unavailability(.notConfigured, "databases"))
    #expect(line().hasPrefix(" ●"), "\(line())")
    situation.capacity[0].usedPercent = .unavailable(Unavailability(.failed, "/proc/stat"))
    #expect(line().hasPrefix(" ◌"), "\(line())")
  }

  @Test func theSandboxSpeaksTheLanguageOfWhoeverLooks() {
    var situation = Fixture.healthy
    situation.language = .french
    situation.isSandbox = true
    var follows = model(follows: true)
    _ = update(&follows, .situation(situation))
    #expect(follows.language == .english)
  }

  @Test func faultsOfOwnFilesAreTold() {
    var stage = Stage(Fixture.troubled, columns: 120, language: .english)
    func fault(_ text: String) -> LocalizedText { LocalizedText(french: "f " + text, english: text) }
    stage.send(.appearanceFaults([]))
    #expect(!stage.text.contains("vigie appearance"))
    stage.send(.appearanceFaults([fault("keys.yaml:3:1: error: no such command")]))
    #expect(stage.text.contains("keys.yaml:3:1: error: no such command") && !stage.text.contains("(+"))
    stage.send(.appearanceFaults([fault("one"), fault("two"), fault("three")]))
    #expect(stage.text.contains("one (+2 · vigie appearance)"))
    stage.send(.themeNotKept(reason: "open /x: No space left on device"))
    #expect(stage.text.contains("for this session only · open /x: No space left on device"))
  }

  @Test func aThemeThatIsNotThereIsTold() {
    var stage = Stage(Fixture.troubled, language: .english)
    #expect(stage.send(.themes([], use: "sepia")).isEmpty)
    #expect(stage.text.contains("There is no theme called sepia"))
    #expect(stage.model.theme == .terminal)
  }

  @Test(arguments: [(80, 24), (120, 40), (40, 12), (30, 7)])
  func productionIsMarkedWhateverIsShown(columns: Int, rows: Int) {
    for language in Language.allCases {
      for (name, scene) in Scenes.all(columns: columns, rows: rows, language: language) {
        guard var situation = scene.model.situation else { continue }
        situation.production = true
        var scene = scene
        scene.send(.situation(situation))
        let marked = scene.canvas.cells(row: 0).filter { $0.style.ink == .production }
        #expect(marked.count >= 6, "\(name) at \(columns)x\(rows)")
      }
    }
    var production = Fixture.troubled
    production.production = true
    let tiny = Stage(production, columns: 40, rows: 1, language: .english)
    #expect(tiny.text.contains("production"))
  }
}
