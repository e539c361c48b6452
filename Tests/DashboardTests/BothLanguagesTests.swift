import Foundation
import Testing

/// Reads the sources: wherever a text stands in French and in English side by side, the two differ.
@Suite struct BothLanguagesTests {
  /// What is the same in both languages.
  static let same: Set<String> = [
    "Services", "service", "Catalogue", "catalogue", "note", "production", "configuration",
    "Logs", "Contacts", "Table",
    "minute", "minutes",
  ]

  private static func sources() throws -> [URL] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Dashboard")
    let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (all?.allObjects ?? []).compactMap { $0 as? URL }.filter { $0.pathExtension == "swift" }
  }

  /// The pairs of literals in `Phrase("…", "…")` and `pick("…", "…")`.
  static func pairs(in text: String) -> [(String, String)] {
    var pairs: [(String, String)] = []
    for opening in ["Phrase(", "pick("] {
      var rest = Substring(text)
      while let start = rest.firstRange(of: opening) {
        rest = rest[start.upperBound...]
        var tail = rest
        guard let french = literal(&tail), comma(&tail), let english = literal(&tail) else { continue }
        pairs.append((french, english))
      }
    }
    return pairs
  }

  private static func comma(_ text: inout Substring) -> Bool {
    text = text.drop { $0.isWhitespace }
    return text.popFirst() == ","
  }

  private static func literal(_ text: inout Substring) -> String? {
    text = text.drop { $0.isWhitespace }
    guard text.popFirst() == "\"" else { return nil }
    var found = ""
    var depth = 0
    while let letter = text.popFirst() {
      if letter == "\\", let next = text.popFirst() {
        found += "\\" + String(next)
        if next == "(" { depth += 1 }
        continue
      }
      if depth > 0 {
        if letter == "(" { depth += 1 }
        if letter == ")" { depth -= 1 }
      } else if letter == "\"" {
        return found
      }
      found.append(letter)
    }
    return nil
  }

  @Test func frenchAndEnglishDiffer() throws {
    let files = try Self.sources()
    #expect(files.count > 60)
    var count = 0
    var used: Set<String> = []
    for file in files {
      for (french, english) in Self.pairs(in: try String(contentsOf: file, encoding: .utf8)) {
        count += 1
        #expect(!french.isEmpty && !english.isEmpty, "\(file.lastPathComponent)")
        // What is nothing but values in another order, or units, differs by itself or not at all.
        let letters = french.contains { $0.isLetter } && !french.hasPrefix("\\(")
        if french == english, Self.same.contains(french) { used.insert(french) }
        if letters { #expect(french != english || Self.same.contains(french), "\(file.lastPathComponent): \(french)") }
      }
    }
    #expect(count > 300, "\(count)")
    #expect(used == Self.same, "the list names what is not there")
  }

  /// French puts a space that does not break before double punctuation, and uses the typographic apostrophe.
  @Test func frenchIsSetAsFrench() throws {
    for file in try Self.sources() {
      for (french, _) in Self.pairs(in: try String(contentsOf: file, encoding: .utf8)) {
        #expect(!french.contains("'"), "\(file.lastPathComponent): \(french)")
      }
    }
  }

  @Test func pairsAreFound() {
    let found = Self.pairs(in: #"x = Phrase("a \(b("c")) d", "e"); wording.pick( "f",  "g"); Phrase(x, "y")"#)
    #expect(found.map(\.0) == [#"a \(b("c")) d"#, "f"] && found.map(\.1) == ["e", "g"])
  }
}
