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
