import Maintenance
import Yams

/// From the bytes of a file to the tree of its nodes, or to the faults that keep it from being read.
struct YAMLText {
  /// No plan is longer than this many bytes.
  static let longestBytes = 1 << 20
  /// As many keys that stand twice are named; the next one ends the reading.
  private static let mostDuplicates = 20
  /// More references than this are not even parsed: each may double the size of the tree.
  private static let mostAliases = 32

  /// The text of a file, or `nil` after reporting why it is none.
  static func decode(_ bytes: [UInt8], log: FaultLog) -> String? {
    guard fits(bytes.count, log: log) else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      let place = firstInvalid(bytes)
      log.report(
        line: place.line, column: place.column, french: "octet qui n'est pas de l'UTF-8",
        english: "a byte that is not UTF-8")
      return nil
    }
    return text
  }

  /// The tree of a text, or `nil` after reporting why there is none. Keys that stand twice are reported, and the rest of
  /// the file is still looked at.
  static func compose(_ original: String, log: FaultLog) -> Node? {
    var text = original.first == "\u{FEFF}" ? String(original.dropFirst()) : original
    guard fits(text.utf8.count, log: log), !reportForbidden(in: text, log: log), !reportAliases(in: text, log: log)
    else { return nil }
    var marks = DuplicateMark()
    for attempt in 0...mostDuplicates {
      do {
        // The parser owns the anchors of the nodes; it must outlive the walk over them.
        let parser = try Parser(yaml: text, encoding: .utf8)
        let root = try parser.singleRoot()
        return withExtendedLifetime(parser) {
          guard let root else {
            log.report(
              line: 1, column: 1, french: "le fichier est vide ; attendu : au moins « application: … »",
              english: "the file is empty; expected at least “application: …”")
            return nil
          }
          return reportMarks(in: root, marks: marks, log: log) ? nil : root
        }
      } catch YamlError.duplicatedKeysInMapping(let names, let context) {
        if attempt < mostDuplicates, let next = marks.marking(text, at: context.mark) {
          text = next
        } else {
          report(duplicates: names, mark: context.mark, log: log)
          return nil
        }
      } catch {
        report(error, text: text, log: log)
        return nil
      }
    }
    return nil
  }

  private static func fits(_ count: Int, log: FaultLog) -> Bool {
    guard count > longestBytes else { return true }
    log.report(
      line: 1, column: 1, french: "le fichier a \(count) octets ; au plus \(longestBytes) sont lus",
      english: "the file has \(count) bytes; at most \(longestBytes) are read")
    return false
  }

  private static func report(duplicates names: [String], mark: Mark, log: FaultLog) {
    let list = names.map { Found.printable($0) }.joined(separator: ", ")
    log.report(
      line: mark.line, column: mark.column, french: "clé donnée plusieurs fois : \(list)",
      english: "key given more than once: \(list)")
  }

  private static func report(_ error: any Error, text: String, log: FaultLog) {
    switch error {
    case YamlError.scanner(let context, let problem, let mark, _),
      YamlError.parser(let context, let problem, let mark, _),
      YamlError.composer(let context, let problem, let mark, _):
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let indented =
        lines.indices.contains(mark.line - 1) ? lines[mark.line - 1].prefix { $0 == " " || $0 == "\t" } : ""
      if indented.contains("\t") {
        log.report(
          line: mark.line, column: indented.prefix { $0 != "\t" }.count + 1,
          french: "tabulation en début de ligne ; attendu : des espaces",
          english: "a tab at the start of the line; expected spaces")
      } else {
        let words = [context?.text, problem].compactMap(\.self).joined(separator: ", ")
        let start = context.map { $0.mark.line == mark.line ? "" : " (\($0.mark.line):\($0.mark.column))" } ?? ""
        log.report(
          line: mark.line, column: mark.column, french: "YAML illisible : \(words)\(start)",
          english: "this is not YAML: \(words)\(start)")
      }
    default:
      log.report(line: 1, column: 1, french: "YAML illisible", english: "this is not YAML")
    }
  }

  /// Characters that no plan has a use for: NUL and the other controls but newline and tab.
  private static func reportForbidden(in text: String, log: FaultLog) -> Bool {
    var (line, column) = (1, 1)
    var count = 0
    for scalar in text.unicodeScalars {
      let value = scalar.value
      let allowed = value == 0x0A || value == 0x0D || value == 0x09
      if !allowed && (value < 0x20 || (0x7F...0x9F).contains(value) || (0xE000...0xF8FF).contains(value)) {
        let name =
          "U+" + String(repeating: "0", count: max(0, 4 - String(value, radix: 16).count))
          + String(value, radix: 16, uppercase: true)
        log.report(
          line: line, column: column, french: "caractère de contrôle \(name)", english: "control character \(name)")
        count += 1
        if count == 20 { break }
      }
      if value == 0x0A { (line, column) = (line + 1, 1) } else { column += 1 }
    }
    return count > 0
  }

  /// Refuses, before anything is built from them, more references than any plan could want: a key made of nested aliases
  /// is compared with others while it is parsed, and its size doubles with each level.
  private static func reportAliases(in text: String, log: FaultLog) -> Bool {
    var count = 0
    var previous: UInt8 = 0x0A
    var star = false
    for byte in text.utf8 {
      let isName = (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
      if star && isName { count += 1 }
      star = byte == UInt8(ascii: "*") && " \t\n\r[{,:-?".utf8.contains(previous)
      previous = byte
    }
    guard count > mostAliases else { return false }
    log.report(
      line: 1, column: 1, french: "\(count) alias YAML (*nom) ; les plans n'en ont pas",
      english: "\(count) YAML aliases (*name); plans have none")
    return true
  }

  /// Reports keys that stand twice, and every anchored node, without entering it: an alias is the anchored node itself, so
  /// nothing is walked twice. Says whether there was an anchor.
  private static func reportMarks(in node: Node, marks: DuplicateMark, log: FaultLog) -> Bool {
    if let anchor = node.anchor {
      let name = Found.printable(anchor.rawValue)
      log.report(
        at: node, path: "", french: "ancre ou alias YAML « \(name) » ; les plans n'en ont pas",
        english: "YAML anchor or alias “\(name)”; plans have none")
      return true
    }
    var found = false
    switch node {
    case .mapping(let mapping):
      for (key, value) in mapping {
        report(marked: key, in: mapping, marks: marks, log: log)
        for child in [key, value] where reportMarks(in: child, marks: marks, log: log) { found = true }
      }
    case .sequence(let sequence):
      for item in sequence where reportMarks(in: item, marks: marks, log: log) { found = true }
    case .scalar, .alias: break
    }
    return found
  }

  private static func report(marked key: Node, in mapping: Node.Mapping, marks: DuplicateMark, log: FaultLog) {
    guard let text = key.scalar?.string, DuplicateMark.isMarked(text) else { return }
    let name = marks.original(text)
    let other = mapping.keys.first { $0.scalar?.string == name }?.mark?.line ?? 0
    log.report(
      at: key, path: "",
      french: "clé « \(Found.printable(name)) » donnée deux fois, ici et à la ligne \(other)",
      english: "key “\(Found.printable(name))” given twice, here and on line \(other)")
  }

  private static func firstInvalid(_ bytes: [UInt8]) -> (line: Int, column: Int) {
    var (line, column) = (1, 1)
    var decoder = UTF8()
    var iterator = bytes.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      if scalar == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
    }
    return (line, column)
  }
}
