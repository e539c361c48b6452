/// Reads an SQL dump of SQLite as it passes, without running it: what each statement begins with, how many rows go into
/// which table, and whether the dump is whole. What a dump never holds (`ATTACH`, dot-commands, …) is refused.
struct DumpScanner {
  /// The first thing that a dump may not hold; `nil` when there is none.
  private(set) var refusal: String?
  /// Rows by table, as `.dump` writes one `INSERT` for each.
  private(set) var rows: [String: Int] = [:]
  private var lastStatement = ""
  private var isInTrigger = false
  private var place = Place.text
  private var head: [UInt8] = []
  private var previous: UInt8 = 0

  /// Beyond so many bytes the beginning of a statement is told by what was kept.
  private static let headLimit = 512

  private enum Place { case text, single, double, backtick, bracket, lineComment, blockComment }

  /// Whether the dump ended as a whole one does: its last statement is `COMMIT`, and nothing comes after it.
  var isComplete: Bool { lastStatement == "COMMIT" && head.isEmpty && (place == .text || place == .lineComment) }

  /// Reads the next piece.
  mutating func scan(_ piece: some Sequence<UInt8>) {
    for byte in piece { scan(byte) }
  }

  private mutating func scan(_ byte: UInt8) {
    let before = previous
    previous = byte
    switch place {
    case .single: keep(byte, leaving: byte == UInt8(ascii: "'"))
    case .double: keep(byte, leaving: byte == UInt8(ascii: "\""))
    case .backtick: keep(byte, leaving: byte == UInt8(ascii: "`"))
    case .bracket: keep(byte, leaving: byte == UInt8(ascii: "]"))
    case .lineComment: if byte == 0x0A { place = .text }
    case .blockComment:
      if byte == UInt8(ascii: "/"), before == UInt8(ascii: "*") {
        place = .text
        previous = 0
      }
    case .text: scanText(byte, before)
    }
  }

  private mutating func scanText(_ byte: UInt8, _ before: UInt8) {
    switch byte {
    case UInt8(ascii: "-") where before == UInt8(ascii: "-"):
      head.removeLast(head.isEmpty ? 0 : 1)
      place = .lineComment
    case UInt8(ascii: "*") where before == UInt8(ascii: "/"):
      head.removeLast(head.isEmpty ? 0 : 1)
      previous = 0
      place = .blockComment
    case UInt8(ascii: ";"): endStatement()
    case 0x09, 0x0A, 0x0C, 0x0D, 0x20:
      if !head.isEmpty, head.last != 0x20 { keep(0x20) }
    default:
      if byte == UInt8(ascii: "'") { place = .single }
      if byte == UInt8(ascii: "\"") { place = .double }
      if byte == UInt8(ascii: "`") { place = .backtick }
      if byte == UInt8(ascii: "[") { place = .bracket }
      keep(byte)
    }
  }

  private mutating func keep(_ byte: UInt8, leaving: Bool = false) {
    if head.count < DumpScanner.headLimit { head.append(byte) }
    if leaving { place = .text }
  }

  private mutating func endStatement() {
    let text = String(decoding: head, as: UTF8.self)
    head.removeAll(keepingCapacity: true)
    let words = text.prefix(80).uppercased().split(separator: " ")
    lastStatement = words.joined(separator: " ")
    if isInTrigger {
      if lastStatement == "END" { isInTrigger = false }
      return
    }
    guard let word = words.first else { return }
    switch word {
    case "BEGIN", "COMMIT", "ANALYZE": break
    case "CREATE":
      isInTrigger = words.dropFirst().first == "TRIGGER" || words.dropFirst(2).first == "TRIGGER"
    case "INSERT":
      guard let table = DumpScanner.table(ofInsert: text) else { return refuse(text) }
      rows[table, default: 0] += 1
    case "DELETE": if !lastStatement.hasPrefix("DELETE FROM SQLITE_SEQUENCE") { refuse(text) }
    case "PRAGMA":
      let setting = words.dropFirst().joined()
      if !setting.hasPrefix("FOREIGN_KEYS") && !setting.hasPrefix("WRITABLE_SCHEMA") { refuse(text) }
    default: refuse(text)
    }
  }

  private mutating func refuse(_ text: String) {
    if refusal == nil { refusal = String(text.prefix(60)) }
  }

  /// The table of `INSERT INTO users VALUES(…)`, `INSERT INTO "a ""b""" VALUES(…)`.
  static func table(ofInsert text: String) -> String? {
    guard text.prefix(12).uppercased() == "INSERT INTO " else { return nil }
    let rest = text.dropFirst(12)
    let close: Character
    switch rest.first {
    case "\"": close = "\""
    case "'": close = "'"
    case "`": close = "`"
    case "[": close = "]"
    default: return rest.isEmpty ? nil : String(rest.prefix { $0 != " " && $0 != "(" })
    }
    var name = ""
    var index = rest.index(after: rest.startIndex)
    while index < rest.endIndex {
      if rest[index] == close {
        let next = rest.index(after: index)
        guard close != "]", next < rest.endIndex, rest[next] == close else { return name }
        index = next
      }
      name.append(rest[index])
      index = rest.index(after: index)
    }
    return nil
  }
}
