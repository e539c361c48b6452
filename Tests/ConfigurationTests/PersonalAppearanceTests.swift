import Configuration
import Drawing
import Glibc
import Maintenance
import TestSupport
import Testing

@Suite struct PersonalAppearanceTests {
  private static let table = BindingTable(
    entries: [.init(name: "quit", keys: [.character("q")], places: ["overview"])], reserved: [.control("c")])

  private func read(_ folder: TemporaryFolder) -> PersonalAppearance {
    PersonalAppearance.read(folder: folder.path, table: Self.table)
  }

  @Test func whatIsMissingChangesNothing() throws {
    #expect(PersonalAppearance.read(folder: "/no/such/folder", table: Self.table) == PersonalAppearance())
    #expect(read(try TemporaryFolder()) == PersonalAppearance())
  }

  @Test func everyFileIsReadInTheOrderOfTheNames() throws {
    let folder = try TemporaryFolder()
    try folder.write("keys.yaml", "quit: [Q, f10]\n")
    try folder.write("themes/b.yaml", "name: first\ninks: {}\n")
    try folder.write("themes/a.yaml", "name: zebra\ninks: {warning: red}\n")
    try folder.write("themes/.a.yaml.swp", "nothing")
    try folder.write("themes/readme.txt", "nothing")
    let own = read(folder)
    #expect(own.keys == ["quit": [.character("Q"), .function(10)]])
    #expect(own.themeNames == ["zebra", "first"] && own.faults.isEmpty)
  }

  @Test func everyFaultIsNamedAndTheOtherFilesAreUsed() throws {
    let folder = try TemporaryFolder()
    try folder.write("keys.yaml", "quit: Q\nqiut: x\n")
    try folder.write("themes/a.yaml", "name: a\ninks: {warning: rde}\n")
    try folder.write("themes/b.yaml", "name: b\ninks: {}\n")
    try folder.write("themes/c.yaml", "name: b\ninks: {}\n")
    try folder.write("themes/d.yaml", "name: [\n")
    let own = read(folder)
    #expect(own.keys.isEmpty && own.themeNames == ["b"])
    #expect(own.faults.map(\.file) == ["keys.yaml", "themes/a.yaml", "themes/c.yaml", "themes/d.yaml"])
    #expect(own.faults.first?.line == 2)
    #expect(own.faults.map { $0.text(in: .french) } != own.faults.map { $0.text(in: .english) })
  }

  @Test func whatIsNoFileIsAFaultAndHoldsNothingUp() throws {
    let folder = try TemporaryFolder()
    try #require(mkfifo(folder.path + "/keys.yaml", 0o600) == 0)
    try folder.write("themes/x.yaml/inside", "")
    let own = read(folder)
    #expect(own.faults.map(\.file) == ["keys.yaml", "themes/x.yaml"])
    #expect(own.faults.allSatisfy { $0.message.text(in: .english).contains("not a file") })
  }
}
