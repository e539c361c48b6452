import Drawing
import Foundation
import Maintenance
import Testing

@testable import Dashboard

/// `docs/KEYS.md` is the table of commands. `VIGIE_RECORD_DOCS=1` writes it anew.
@Suite struct KeysDocumentTests {
  @Test func theDocumentIsTheTable() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "docs/KEYS.md")
    if ProcessInfo.processInfo.environment["VIGIE_RECORD_DOCS"] == "1" {
      try KeysDocument.text.write(to: file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == KeysDocument.text)
    for command in Commands.all { #expect(KeysDocument.text.contains("| `\(command.name)` |"), "\(command.name)") }
  }

  @Test func theExampleIsRight() {
    let example = ["service-restart": [Key.control("r")], "page-down": [.pageDown, .control("f")], "suspend": []]
    for (name, keys) in example {
      let names = keys.map(\.name).joined(separator: ", ")
      let line = "\(name): " + (keys.count == 1 ? names : "[\(names)]")
      #expect(KeysDocument.text.contains("\n\(line)\n"), "\(line)")
      #expect(Keymap.table.entry(named: name) != nil)
    }
    #expect(Keymap.table.clashes(example).isEmpty)
  }

  @Test func everyKeyHasANameThatAFileCanGive() {
    for command in Commands.all {
      for key in command.keys { #expect(Key(name: key.name) == key, "\(command.name)") }
    }
    #expect(Set(Place.all.map(\.name)).count == Place.all.count)
  }

  /// Screen and tmux take these for themselves, and Ctrl-S stops the terminal.
  @Test func keysOfScreenAndTmuxAreLeftAlone() {
    let theirs: Set<Key> = Set("abhjkls".map { Key.control($0) })
    // Ctrl-L redraws everywhere, as people expect.
    for command in Commands.all where command.name != "redraw" {
      #expect(theirs.isDisjoint(with: command.keys), "\(command.name)")
    }
  }

  /// Of two commands with one key in one place only one may ever apply: seen on every scene.
  @Test func noKeyHasTwoMeanings() {
    for (name, stage) in Scenes.all(columns: 80, rows: 24, language: .french) {
      let place = stage.model.place
      let here = Commands.all.filter { $0.places.holds(place) && $0.applies(stage.model) }
      for (index, one) in here.enumerated() {
        for other in here[(index + 1)...] where !Set(one.keys).isDisjoint(with: other.keys) {
          let allowed: Set<String> = [
            "clear-filter", "unzoom", "back-to-overview", "back-to-round", "leave-log", "leave-catalogue",
          ]
          #expect(allowed.isSuperset(of: [one.name, other.name]), "\(name): \(one.name), \(other.name)")
        }
      }
    }
  }

  @Test func ctrlCAlwaysQuits() {
    for (name, stage) in Scenes.all(columns: 80, rows: 24, language: .french) {
      var stage = stage
      stage.model.keymap = Keymap([
        "quit": [.character("Q")], "quit-anywhere": [.character("Z")], "help": [.control("c")],
        "page-down": [.control("c"), .character("n")],
      ])
      #expect(stage.press("ctrl-c") == [.quit], "\(name)")
    }
    #expect(Keymap.table.entry(named: "quit-anywhere") == nil && Keymap.table.reserved == [.control("c")])
  }

  @Test func keysTravelAsJSON() throws {
    let keymap = Keymap(["service-start": [.function(5), .character("é")], "suspend": []])
    let sent = try JSONEncoder().encode(keymap)
    #expect(try JSONDecoder().decode(Keymap.self, from: sent) == keymap)
    let odd = Data(#"{"help": ["nope", "f2", "ctrl-c"]}"#.utf8)
    #expect(try JSONDecoder().decode(Keymap.self, from: odd) == Keymap(["help": [.function(2)]]))
  }

  @Test func aCommandWithoutAKeyIsFoundByItsName() {
    var stage = Stage(Fixture.healthy)
    stage.model.keymap = Keymap(["read-only": []])
    #expect(stage.press("R").isEmpty && !stage.model.isReadOnly)
    stage.press(":")
    stage.type("read-only")
    stage.press("enter")
    #expect(stage.model.isReadOnly)
    #expect(stage.press("2", "r").isEmpty && stage.text.contains("lecture seule"))
  }

  @Test func theTableHasNoClashByItself() {
    #expect(Keymap.table.clashes([:]).isEmpty)
    #expect(Keymap.table.clashes(Dictionary(uniqueKeysWithValues: Commands.all.map { ($0.name, $0.keys) })).isEmpty)
    let clash = Keymap.table.clashes(["service-start": [.character("w")]])
    #expect(clash.map(\.other) == ["round"] && clash.first?.key == .character("w"))
  }
}
