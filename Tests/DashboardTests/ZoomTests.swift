import Drawing
import Maintenance
import Testing

@testable import Dashboard

@Suite struct ZoomTests {

  @Test func everyPaneOfEveryScreenTakesTheWholeScreen() {
    for screen in Screens.all {
      var stage = Scenes.register(Stage(Fixture.troubled))
      stage.press(String(screen.key))
      let before = stage.canvas
      for pane in screen.panes {
        stage.model.setFocus(pane)
        let small = stage.canvas
        stage.press("+")
        #expect(stage.model.isZoomed && stage.model.pane == pane)
        #expect(stage.canvas != small, "\(pane.name)")
        #expect(stage.canvas.cells(row: 2).filter { $0.style.ink == .accent }.count > 40, "\(pane.name)")
        stage.press("_")
        #expect(stage.canvas == small, "\(pane.name)")
      }
      stage.model.setFocus(screen.panes[0])
      #expect(stage.canvas == before)
    }
  }

  @Test func aPanelAloneHasHeads() {
    var stage = Scenes.register(Stage(Fixture.troubled))
    for (screen, pane, heads) in [
      ("1", Pane.overviewServices, ["service", "état", "depuis"]),
      ("1", .overviewBackups, ["volet", "âge", "confiance"]),
      ("8", .operations, ["quand", "quoi", "qui"]), ("8", .audit, ["quand", "cible", "qui"]),
    ] {
      stage.press(screen)
      stage.model.setFocus(pane)
      #expect(!heads.allSatisfy { stage.rows[3].contains($0) })
      stage.press("+")
      #expect(heads.allSatisfy { stage.rows[3].contains($0) }, "\(stage.rows[3])")
      stage.press("_")
    }
  }

  @Test func aListThatGoesOnSaysSo() {
    var stage = Scenes.register(Stage(Fixture.troubled, rows: 18))
    stage.model.setFocus(.audit)
    func arrows() -> String { stage.rows.map { String($0.prefix(1)) }.filter { "↑↓".contains($0) }.joined() }
    #expect(arrows() == "↓")
    for _ in 0..<6 { stage.press("down") }
    #expect(arrows() == "↑↓")
    for _ in 0..<6 { stage.press("down") }
    #expect(arrows() == "↑")
    stage.press("+")
    #expect(arrows().isEmpty || stage.rows.count < 16, "all rows have room alone")
  }

  @Test func otherKeysDoTheSameAndEscapeComesBack() {
    var stage = Stage(Fixture.troubled)
    stage.press("2", "=")
    #expect(stage.model.isZoomed && !stage.text.contains("vigie service restart"))
    stage.press("+")
    #expect(stage.model.isZoomed)
    stage.press("1")
    #expect(!stage.model.isZoomed)
    stage.press("2", "esc")
    #expect(!stage.model.isZoomed && stage.model.screen == .services)
    stage.press("=", "-")
    #expect(!stage.model.isZoomed)
  }

  @Test func tabGoesToTheNextPanelWithoutLeaving() {
    var stage = Stage(Fixture.troubled)
    stage.press("+", "tab")
    #expect(stage.model.isZoomed && stage.rows[2].hasPrefix("─ Services"))
    stage.press("tab")
    #expect(stage.rows[2].hasPrefix("─ Capacité"))
  }

  @Test func aFilterIsClearedBeforeTheZoomIsLeft() {
    var stage = Stage(Fixture.troubled)
    stage.press("2", "+", "/")
    stage.type("sql")
    stage.press("enter", "esc")
    #expect(stage.model.isZoomed && stage.model.filters.isEmpty)
    stage.press("esc")
    #expect(!stage.model.isZoomed && stage.model.screen == .services)
  }

  @Test func keysActOnTheZoomedPane() {
    var stage = Stage(Fixture.troubled)
    stage.press("2", "+", "j", "j")
    #expect(stage.press("s").last == .ask(.preview(.service(verb: .start, name: "mysql"))))
  }
}
