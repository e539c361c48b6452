import Drawing
import Maintenance
import Testing

@testable import Dashboard

@Suite struct ThemeChooserTests {
  @Test func movingShowsTheThemeAtOnce() {
    var stage = Stage(Fixture.troubled)
    #expect(stage.press("T").isEmpty)
    #expect(stage.press("down") == [.theme(.night)])
    #expect(stage.model.theme == .night && stage.text.contains("clair sur sombre"))
    #expect(stage.press("G") == [.theme(.mono)] && stage.press("G").isEmpty)
    #expect(stage.press("esc") == [.theme(.terminal)])
    #expect(stage.model.theme == .terminal && stage.model.layers.isEmpty)
  }

  @Test func enterKeepsItForTheNextTimeToo() {
    var stage = Stage(Fixture.troubled)
    stage.press("T", "j", "j")
    #expect(stage.press("enter") == [.remember(theme: "day")])
    #expect(stage.model.theme == .day && stage.text.contains("Thème gardé"))
    stage.press("T")
    #expect(stage.press("esc").isEmpty && stage.model.theme == .day)
  }

  @Test func onesOwnThemesStandBesideTheOthers() {
    var stage = Stage(Fixture.troubled)
    let paper = Theme(name: "paper", ground: [.indexed(230)], appearances: [:])
    var night = Theme.night
    night.ground = [.indexed(17)]
    #expect(stage.send(.themes([paper, night], use: "paper")) == [.theme(paper)])
    #expect(stage.model.themes.map(\.name) == Theme.builtIn.map(\.name) + ["paper"])
    #expect(stage.model.themes[1].ground == [.indexed(17)])
    stage.press("T")
    #expect(stage.text.contains("le vôtre") && stage.text.contains("7 / 7"))
    #expect(stage.send(.themes([], use: "none-of-these")).isEmpty)
    #expect(stage.press("j", "k").allSatisfy { $0 != .quit })
  }

  @Test func ownKeysArriveWhileItRuns() {
    var stage = Stage(Fixture.troubled)
    stage.send(.keymap(Keymap(["themes": [.function(9)]])))
    stage.press("f9")
    #expect(stage.place == .themes)
  }

  @Test func nothingElseWorksMeanwhile() {
    var stage = Stage(Fixture.troubled)
    stage.press("T")
    #expect(stage.press("s", "b", "w", "a", "R", "2").isEmpty && stage.place == .themes && !stage.model.isReadOnly)
  }
}
