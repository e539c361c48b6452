import Configuration
import Drawing
import Maintenance
import Testing

@Suite struct KeysLoaderTests {
  static let table = BindingTable(
    entries: [
      .init(name: "service-start", keys: [.character("s")], places: ["services", "overview"]),
      .init(name: "service-restart", keys: [.character("r")], places: ["services"]),
      .init(name: "restore", keys: [.character("r")], places: ["backups"]),
      .init(name: "acknowledge", keys: [.character("a")], places: ["overview"]),
      .init(name: "unacknowledge", keys: [.character("a")], places: ["overview"]),
      .init(name: "page-down", keys: [.pageDown], places: ["services", "backups"]),
      .init(name: "submit", keys: [.enter], places: ["entry"], isForTyping: true),
    ], reserved: [.control("c")])

  private func load(_ yaml: String) throws(PlanFaults) -> [String: [Key]] {
    try KeysLoader.load(bytes: Array(yaml.utf8), file: "keys.yaml", table: Self.table)
  }

  private func faults(_ yaml: String) -> [String] {
    do {
      _ = try load(yaml)
      return []
    } catch {
      return error.faults.map { "\($0.line):\($0.column) \($0.message.english ?? "")" }
    }
  }

  @Test func readsKeysAndListsOfKeys() throws {
    let keys = try load(
      """
      # mine
      service-start: ctrl-l
      service-restart: [f5, R]
      page-down: [pgdn, space, alt-v]
      acknowledge: x
      unacknowledge: x
      submit: []
      """)
    #expect(
      keys == [
        "service-start": [.control("l")], "service-restart": [.function(5), .character("R")],
        "page-down": [.pageDown, .character(" "), .alt("v")], "acknowledge": [.character("x")],
        "unacknowledge": [.character("x")], "submit": [],
      ])
  }

  @Test(arguments: ["", "\n", "# nothing yet\n", "  \n\t# x\n"]) func anEmptyFileChangesNothing(yaml: String) throws {
    #expect(try load(yaml).isEmpty)
  }

  @Test(
    arguments: [
      (
        "servcie-start: s",
        "1:1 unknown command “servcie-start”; “:” in vigie shows them all; did you mean “service-start”"
      ),
      ("service-start: entre", "1:16 found “entre”; expected a key"),
      ("service-start: enterr", "did you mean “enter”?"),
      ("service-start: [s, f99]", "1:20 found “f99”; expected a key"),
      ("service-start: {a: b}", "1:16 found keys with values; expected a key"),
      ("service-start:", "found nothing; expected a key"),
      ("service-start: ctrl-c", "1:16 the key ctrl-c is reserved"),
      ("service-start: r", "1:16 the key r is also that of “service-restart”; give that one another key here"),
      ("service-start: x\nservice-restart: x", "2:18 the key x is also that of “service-start”, in the same place"),
      ("service-start: [x, x]", "1:20 x is given twice"),
      ("submit: x", "1:9 x types or edits where “submit” works"),
      ("submit: left", "1:9 left types or edits where “submit” works"),
      ("service-start: s\nservice-start: x", "key “service-start” given twice"),
      ("- a", "found a list; expected keys with their values"),
      ("service-start: \"\u{1B}\"", "control character"),
    ])
  func namesTheFaultAtItsPlace(yaml: String, message: String) {
    let found = faults(yaml)
    #expect(found.contains { $0.contains(message) || $0.hasPrefix(message) }, "\(found)")
  }

  @Test func namesEveryFault() {
    let found = faults(
      """
      service-start: r
      service-restart: ctrl-c
      nothing: q
      page-down: [nope, pgdn]
      submit: a
      """)
    #expect(found.count == 4, "\(found)")
  }

  @Test func keysMayChangePlacesWithEachOther() throws {
    #expect(try load("service-start: r\nservice-restart: s").count == 2)
    #expect(try load("restore: s").count == 1)
  }
}
