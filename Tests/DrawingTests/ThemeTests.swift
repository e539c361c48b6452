import Drawing
import FoundationEssentials
import Testing

@Suite struct ThemeTests {
  @Test func theDefaultNeverPaintsABackground() {
    for ink in Ink.allCases {
      for depth in ColourDepth.allCases {
        #expect(Theme.terminal.paint(Style(ink), depth: depth).background == -1)
      }
      let mono = Theme.terminal.paint(Style(ink), depth: .mono)
      #expect(mono.foreground == -1)
      #expect(Theme.mono.paint(Style(ink), depth: .full) == mono)
    }
    #expect(Theme.terminal.paint(.plain, depth: .full) == Paint())
  }

  @Test func coloursFallBackByDepth() {
    #expect(Theme.terminal.paint(.warning, depth: .full).foreground == 130)
    #expect(Theme.terminal.paint(.warning, depth: .sixteen).foreground == 3)
    #expect(Theme.terminal.paint(.critical, depth: .eight).foreground == 1)
    #expect(Theme.terminal.paint(.critical, depth: .mono) == Paint(attributes: .bold))
  }

  @Test(
    arguments: [
      ("default", .own), ("red", .basic(1)), ("bright-red", .basic(9)), ("208", .indexed(208)),
      ("#ff8700", .indexed(208)), ("#FFFFFF", .indexed(231)), ("White", .basic(7)),
    ] as [(String, Colour)])
  func readsColours(name: String, colour: Colour) {
    #expect(Colour(name: name) == colour)
    #expect(Colour(name: colour.name) == colour)
  }

  @Test(arguments: ["", "rouge", "256", "-1", "#fff", "#gggggg", "bright-", "bright-208", "#-12345", "#+12345"])
  func refusesOtherColours(name: String) { #expect(Colour(name: name) == nil) }

  @Test func standInsAreNear() {
    #expect(Colour.indexed(196).index(in: .sixteen) == 9)
    #expect(Colour.indexed(196).index(in: .eight) == 1)
    #expect(Colour.indexed(231).index(in: .sixteen) == 15)
    #expect(Colour.indexed(16).index(in: .eight) == 0)
    #expect(Colour.basic(9).index(in: .eight) == 1)
    #expect(Colour.indexed(3).index(in: .mono) == -1)
  }

  @Test func aThemeMayLeaveInksOut() {
    let theme = Theme(name: "t", appearances: [.plain: Appearance(background: [.basic(4)])])
    #expect(theme.paint(.plain, depth: .eight).background == 4)
    #expect(theme.paint(.warning, depth: .full) == Theme.terminal.paint(.warning, depth: .full))
    let grounded = Theme(
      name: "g", ground: [.basic(4)],
      appearances: [.plain: Appearance(foreground: [.basic(7)]), .match: Appearance(background: [.basic(3)])])
    #expect(grounded.paint(.strong, depth: .eight) == Paint(foreground: 7, background: 4, attributes: .bold))
    #expect(grounded.paint(Style(.match), depth: .eight).background == 3)
    #expect(grounded.paint(.plain, depth: .mono) == Paint())
    #expect(theme.paint(Style(.strong, .dim), depth: .full).attributes == .bold)
    #expect(theme.paint(Style(.selection, .reverse), depth: .full).attributes == [.reverse, .bold])
  }

  @Test(arguments: [(0, ColourDepth.mono), (-1, .mono), (2, .mono), (8, .eight), (88, .sixteen), (256, .full)])
  func depthsComeFromCounts(count: Int, depth: ColourDepth) { #expect(ColourDepth(count: count) == depth) }

  @Test(arguments: Theme.builtIn) func themesTravelAsJSON(theme: Theme) throws {
    let sent = try JSONEncoder().encode(theme)
    #expect(try JSONDecoder().decode(Theme.self, from: sent) == theme)
  }

  @Test func builtInThemesSpeakOfEveryInk() {
    for theme in Theme.builtIn { #expect(Set(theme.appearances.keys) == Set(Ink.allCases), "\(theme.name)") }
    #expect(Set(Theme.builtIn.map(\.name)).count == Theme.builtIn.count)
  }
}
