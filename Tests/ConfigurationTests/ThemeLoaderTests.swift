import Configuration
import Drawing
import Maintenance
import Testing

@Suite struct ThemeLoaderTests {
  static func load(_ yaml: String) throws(PlanFaults) -> Theme {
    try ThemeLoader.load(bytes: Array(yaml.utf8), file: "t.yaml")
  }

  /// The installed program needs no file: each that is shipped is built in too.
  @Test(arguments: Theme.builtIn) func theShippedFilesAreTheBuiltInThemes(built: Theme) throws {
    let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
    let file = "\(built.name).yaml"
    let theme = try ThemeLoader.load(bytes: TestFiles.read("/\(root)/themes/\(file)"), file: file)
    #expect(theme.name == built.name && theme.ground == built.ground)
    for ink in Ink.allCases { #expect(theme.appearances[ink] == built.appearances[ink], "\(ink)") }
  }

  @Test func aGroundNeedsTheColourOfTheText() throws {
    let theme = try Self.load("name: x\nground: [230, bright-white]\ninks: {plain: black}")
    #expect(theme.ground == [.indexed(230), .basic(15)])
    for yaml in ["name: x\nground: 230\ninks: {}", "name: x\nground: 230\ninks: {plain: {attributes: bold}}"] {
      #expect {
        try Self.load(yaml)
      } throws: { error in
        (error as? PlanFaults)?.faults.contains { $0.line == 2 && $0.column == 9 } == true
      }
    }
    #expect(throws: PlanFaults.self) { try Self.load("name: x\nground: blakc\ninks: {plain: black}") }
  }

  @Test func readsEveryForm() throws {
    let theme = try Self.load(
      """
      name: paper
      inks:
        warning: "#ff8700"
        accent: [32, bright-cyan]
        banner: {foreground: default, background: [blue], attributes: [bold, reverse], mono: underline}
      """)
    #expect(theme.name == "paper" && theme.appearances.count == 3)
    #expect(theme.appearances[.warning] == Appearance(foreground: [.indexed(208)]))
    #expect(theme.appearances[.accent] == Appearance(foreground: [.indexed(32), .basic(14)]))
    #expect(
      theme.appearances[.banner]
        == Appearance(
          foreground: [.own], background: [.basic(4)], attributes: [.bold, .reverse], monoAttributes: .underline))
  }

  @Test func namesEveryFaultAtItsPlace() {
    let yaml = """
      name: a b
      inks:
        warnig: red
        accent: rad
        banner: {attributes: blink, mono: [bold, 3], colour: red}
      """
    #expect {
      try Self.load(yaml)
    } throws: { error in
      let faults = (error as? PlanFaults)?.faults ?? []
      return faults.map { "\($0.line):\($0.column) \($0.message.english ?? "")".prefix(44) }
        == [
          "1:7 found “a b”; expected a name of letters, ", "3:3 unknown key “warnig”; expected one of: pl",
          "4:11 found “rad”; expected a colour: default", "5:24 found “blink”; expected one of: bold, d",
          "5:44 found “3”; expected one of: bold, dim, ", "5:48 unknown key “colour”; expected one of: f",
        ].map { $0.prefix(44) }
    }
    #expect(throws: PlanFaults.self) { try Self.load("inks: {}") }
    #expect(throws: PlanFaults.self) { try Self.load("name: x") }
  }
}
