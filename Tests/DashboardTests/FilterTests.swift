import Drawing
import Maintenance
import TestSupport
import Testing

@testable import Dashboard

@Suite struct FilterTests {
  private func services(_ text: String, situation: Situation = Fixture.troubled) -> Stage {
    var stage = Stage(situation)
    stage.press("2", "/")
    stage.type(text)
    return stage
  }

  private func rows(_ stage: Stage, _ pane: Pane = .services) -> [String]? {
    stage.model.rows(of: pane)?.compactMap { stage.model.situation?.services[$0].name }
  }

  @Test func rowsNarrowWhileTyped() {
    var stage = services("php")
    #expect(rows(stage) == ["php-fpm"])
    #expect(stage.rows[2].contains("Services /php 1 ─"))
    #expect(!stage.text.contains("nginx"))
    stage.press("backspace", "backspace", "backspace")
    #expect(rows(stage) == nil && stage.text.contains("nginx"))
  }

  @Test func typingOnFindsTheSameAsTypingAtOnce() {
    var random = SeededNumbers(seed: 7)
    let letters = Array("epsn !ai")
    for _ in 0..<60 {
      var stage = services("")
      for _ in 0..<6 {
        if Int.random(in: 0..<4, using: &random) == 0 { stage.press("backspace") }
        stage.type(String(letters[Int.random(in: 0..<letters.count, using: &random)]))
      }
      guard case .filter(let typed) = stage.model.layers.last else { continue }
      let narrowed = stage.model.rows(of: .services)
      stage.model.filters = [:]
      stage.model.setFilter(Filter(typed.entry.text), of: .services)
      #expect(stage.model.rows(of: .services) == narrowed, "\(typed.entry.text)")
    }
  }

  @Test func exclamationTurnsItAround() {
    #expect(rows(services("!php")) == ["nginx", "mysql", "site"])
    #expect(rows(services("!")) == nil)
    #expect(rows(services("!nothing-like-it"))?.count == 4)
  }

  @Test(
    arguments: [
      ("ECHEC", ["mysql"]), ("échec", ["mysql"]), ("mysql echec", ["mysql"]), ("echec mysql", ["mysql"]),
      ("mysql actif", []), ("ACTIF", ["nginx", "php-fpm"]), ("  ", nil), ("zz", []),
    ] as [(String, [String]?)])
  func caseAndAccentsDoNotCount(text: String, found: [String]?) {
    #expect(rows(services(text)) == found)
  }

  @Test func whatMatchesIsMarked() {
    let canvas = services("echec").canvas
    let inks = canvas.cells(row: 4).map(\.style.ink)
    #expect(inks.count { $0 == .match } == 5)
    #expect(!services("!echec").canvas.cells(row: 4).contains { $0.style.ink == .match })
  }

  @Test func enterKeepsAndEscapeClears() {
    var stage = services("sql")
    stage.press("enter")
    #expect(stage.place == .screen(.services) && rows(stage) == ["mysql"])
    #expect(stage.hints.contains("Échap tout montrer"))
    stage.press("esc")
    #expect(rows(stage) == nil && stage.model.screen == .services)
    #expect(stage.model.selectedService?.name == "mysql")
    stage.press("esc")
    #expect(stage.model.screen == .overview)
    stage = services("sql")
    stage.press("esc")
    #expect(rows(stage) == nil && stage.model.layers.isEmpty && stage.model.selectedService?.name == "mysql")
  }

  @Test func theSelectionStaysOnItsSubject() {
    var stage = Stage(Fixture.troubled)
    stage.press("2", "j", "/")
    stage.type("p")
    #expect(stage.model.selected(.services).map { stage.model.situation?.services[$0].name } == "php-fpm")
    stage.type("q")
    #expect(stage.model.selected(.services) == nil)
    stage.press("backspace", "backspace", "enter")
    #expect(stage.model.selectedService?.name == "php-fpm")
    // What hides the selected row leads to the next one that is shown.
    stage.press("/")
    stage.type("!php")
    stage.press("enter")
    #expect(stage.model.selectedService?.name == "mysql")
  }

  @Test func arrowsMoveThroughWhatIsLeft() {
    var stage = services("!php")
    stage.press("down", "down", "down")
    stage.press("enter")
    #expect(stage.model.selectedService?.name == "site")
    stage.press("k", "k", "k")
    #expect(stage.model.selectedService?.name == "nginx")
    stage.press("j")
    #expect(stage.press("r").last == .ask(.preview(.service(verb: .restart, name: "mysql"))))
  }

  @Test func keysActOnNothingThatIsHidden() {
    var stage = services("zz")
    stage.press("enter")
    #expect(stage.model.selectedService == nil && stage.press("S").isEmpty)
    #expect(stage.text.contains("Aucune ligne ne passe le filtre."))
    stage.press("1", "/")
    stage.type("zz")
    stage.press("enter")
    #expect(stage.press("s", "a", "enter").isEmpty)
  }

  @Test func destructiveKeysAreTextInAFilter() {
    let stage = services("SrxRq1")
    #expect(stage.effects.isEmpty && stage.place == .filter && !stage.model.isReadOnly)
  }

  @Test func whatChangesIsLookedAtAgain() {
    var stage = services("echec")
    stage.press("enter")
    stage.send(.situation(Fixture.healthy))
    #expect(rows(stage) == [])
    stage.send(.situation(Fixture.troubled))
    #expect(rows(stage) == ["mysql"])
    var fewer = Fixture.troubled
    fewer.services = []
    stage.send(.situation(fewer))
    #expect(rows(stage) == [] && stage.model.selected(.services) == nil)
  }

  @Test func rowsThatAreGoneAreNotLookedAt() {
    var stage = services("!php")
    stage.press("enter", "G")
    // As between a new situation and the next look at the filter.
    stage.model.situation?.services.removeLast(2)
    #expect(stage.model.rows(of: .services) == [0] && stage.model.selectedService?.name == "nginx")
    _ = stage.canvas
    stage.model.situation?.services = []
    #expect(stage.model.rows(of: .services) == [] && stage.model.selectedService == nil)
  }

  @Test func goingToARowShowsIt() {
    var stage = services("nginx")
    stage.press("enter", "1", "enter")
    #expect(stage.model.screen == .services && stage.model.selectedService?.name == "mysql")
    #expect(stage.model.filters[.services] == nil)
  }

  @Test func everyListCanBeFiltered() {
    let panes = Screens.all.flatMap(\.panes)
    let plain = panes.filter { $0.texts == nil }.map(\.name)
    #expect(plain == ["overview.capacity", "resources"])
    for screen in Screens.all {
      var stage = Scenes.register(Stage(Fixture.troubled))
      stage.press(String(screen.key))
      stage.send(.answer(.handbook, .handbook(HandbookFixture.handbook, enabledChannels: [])))
      stage.send(.answer(.log(LogRequest(name: "laravel")), .log(LogFixture.page())))
      for pane in screen.panes where pane.texts != nil {
        stage.model.setFocus(pane)
        let count = pane.count(stage.model)
        stage.press("/")
        stage.type("e")
        #expect((stage.model.rows(of: pane)?.count ?? -1) <= count, "\(pane.name)")
        stage.type("\u{2603}")
        #expect(stage.model.rows(of: pane) == [], "\(pane.name)")
        #expect(stage.text.contains("Aucune ligne ne passe le filtre.") || pane.name.contains("."), "\(pane.name)")
        stage.press("esc")
        #expect(stage.model.rows(of: pane) == nil)
      }
    }
  }

  @Test func anotherLegIsFilteredToo() {
    var stage = Stage(Fixture.healthy)
    stage.press("4", "tab", "/")
    stage.type("nov")
    stage.press("enter", "backtab")
    for _ in 0..<6 {
      let count = Pane.catalogue.count(stage.model)
      #expect(stage.model.rows(of: .catalogue)?.allSatisfy { $0 < count } == true)
      _ = stage.canvas
      stage.press("j")
    }
  }

  @Test func aNewerBackupDoesNotTakeThePlaceOfTheSelectedOne() throws {
    var stage = Stage(Fixture.healthy)
    stage.press("4", "tab", "j")
    let chosen = try #require(stage.model.selectedBackup)
    var newer = Fixture.healthy
    let backups = try #require(newer.backups[0].backups.value)
    var first = backups[0]
    first.id = "database.full-20261122T130000Z"
    newer.backups[0].backups = .known([first] + backups, at: Fixture.now)
    stage.send(.situation(newer))
    #expect(stage.model.selectedBackup?.id == chosen.id)
  }
}
