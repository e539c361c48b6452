import Host
import Maintenance

/// What other schemas of a server have through which a statement on them writes to ours: tables whose triggers do, routines and
/// views; and what leads to one of these. Where the log holds statements and not rows, a statement on such a table says nothing
/// of ours, and whoever replays ours alone passes it by without a word. Pure.
struct OutsideCode: Sendable, Hashable {
  /// A table, view or routine, in lower case.
  struct Name: Hashable, Sendable {
    var schema, name: String

    init(_ schema: String, _ name: String) {
      self.schema = schema.lowercased()
      self.name = name.lowercased()
    }
  }

  private enum Kind: String {
    case trigger, view, routine
  }

  /// What is done when `name` is written to, or called.
  private struct Piece: Hashable, Sendable {
    var kind: Kind
    var name: Name
    var body: BinlogStatement
  }

  /// Ours, in lower case.
  let own: Set<String>
  private var pieces: [Piece] = []
  /// Tables and views through which a write arrives at ours; routines that do by being called.
  private var tables: Set<Name> = []
  private var routines: Set<Name> = []

  init(own: Set<String>) { self.own = Set(own.map { $0.lowercased() }) }

  /// What a server lets the account see, in rows of kind, schema, name and text.
  static let question = """
    SELECT 'trigger', event_object_schema, event_object_table, action_statement FROM information_schema.triggers \
    UNION ALL SELECT 'view', table_schema, table_name, view_definition FROM information_schema.views \
    UNION ALL SELECT 'routine', routine_schema, routine_name, routine_definition FROM information_schema.routines
    """

  /// Takes what a server has.
  mutating func add(_ rows: [[String]]) {
    for row in rows where row.count == 4 && !own.contains(row[1].lowercased()) {
      guard let kind = Kind(rawValue: row[0]), !["sys", "mysql"].contains(row[1].lowercased()) else { continue }
      pieces.append(
        Piece(kind: kind, name: Name(row[1], row[2]), body: BinlogStatement(text: row[3], schema: row[1])))
    }
    follow()
  }

  /// Takes what a statement of the log makes in another schema.
  mutating func add(_ statement: BinlogStatement) {
    guard let all = StatementTokens(statement), all.match(["create"], at: 0) != nil,
      let (index, kind) = OutsideCode.kind(all)
    else { return }
    var place = index + 1
    if kind == .trigger {
      // … ON table FOR EACH ROW …
      guard let on = all.tokens[place...].firstIndex(of: .word("on")) else { return }
      place = on + 1
    }
    place = all.match(["if", "not", "exists"], at: place) ?? place
    guard let name = OutsideCode.names(all, place..<min(place + 3, all.tokens.count), statement.schema).first,
      !own.contains(name.schema)
    else { return }
    pieces.append(Piece(kind: kind, name: name, body: statement))
    follow()
  }

  private static func kind(_ all: StatementTokens) -> (Int, Kind)? {
    let kinds: [StatementTokens.Token: Kind] = [
      .word("trigger"): .trigger, .word("view"): .view, .word("function"): .routine, .word("procedure"): .routine,
    ]
    guard let index = all.tokens.firstIndex(where: { kinds[$0] != nil }), let kind = kinds[all.tokens[index]] else {
      return nil
    }
    return (index, kind)
  }

  private mutating func follow() {
    var grows = true
    while grows {
      grows = false
      for piece in pieces where leads(piece) {
        grows =
          (piece.kind == .routine ? routines.insert(piece.name) : tables.insert(piece.name)).inserted || grows
      }
    }
  }

  /// One that cannot be read, or that runs a text which it puts together, may.
  private func leads(_ piece: Piece) -> Bool {
    guard let all = StatementTokens(piece.body) else { return true }
    guard piece.kind != .view else {
      return OutsideCode.names(all, all.tokens.indices, piece.body.schema).contains {
        own.contains($0.schema) || tables.contains($0)
      }
    }
    return all.tokens.contains(.word("prepare")) || all.tokens.contains(.word("immediate"))
      || writes(all, inUse: piece.body.schema, orOwn: true)
  }

  /// Whether a statement of the log on other schemas arrives at ours.
  func leads(_ statement: BinlogStatement) -> Bool {
    guard !tables.isEmpty || !routines.isEmpty else { return false }
    guard let all = StatementTokens(statement) else { return true }
    return writes(all, inUse: statement.schema, orOwn: false)
  }

  private func writes(_ all: StatementTokens, inUse: String, orOwn: Bool) -> Bool {
    if OutsideCode.names(all, all.tokens.indices, inUse).contains(where: routines.contains) { return true }
    for index in all.tokens.indices where OutsideCode.writing.contains(all.tokens[index]) {
      // What is written to stands before what is written.
      let end = all.tokens[(index + 1)...].firstIndex { OutsideCode.ending.contains($0) } ?? all.tokens.count
      let targets = OutsideCode.names(all, (index + 1)..<end, inUse)
      if targets.contains(where: { tables.contains($0) || orOwn && own.contains($0.schema) }) { return true }
    }
    return false
  }

  private static let writing: Set<StatementTokens.Token> = [
    .word("insert"), .word("replace"), .word("update"), .word("delete"), .word("truncate"), .word("load"),
  ]
  private static let ending: Set<StatementTokens.Token> = [
    .word("select"), .word("set"), .word("values"), .word("value"), .word("where"), .sign(UInt8(ascii: ";")),
  ]

  /// Each name of a stretch with its schema; what is a column's or a word of the language does no harm.
  private static func names(_ all: StatementTokens, _ range: Range<Int>, _ inUse: String) -> [Name] {
    let dot = StatementTokens.Token.sign(UInt8(ascii: "."))
    return range.compactMap { index in
      guard let first = all.tokens[index].named else { return nil }
      if index > 0, all.tokens[index - 1] == dot { return nil }
      if index + 2 < all.tokens.count, all.tokens[index + 1] == dot, let second = all.tokens[index + 2].named {
        return Name(first, second)
      }
      return Name(inUse, first)
    }
  }
}
