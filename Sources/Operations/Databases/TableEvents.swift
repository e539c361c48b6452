import Host
import Maintenance

/// What the statements of one file of a binary log did to the tables of a schema, as far as a restore may be wanted for it: of each
/// kind the last of each table.
struct TableEvents: Sendable, Hashable {
  private struct Key: Hashable {
    var table: String?
    var kind: TableEvent.Kind
  }

  private var last: [Key: TableEvent] = [:]

  /// How many are kept: what makes and drops a table for every request must not fill a manifest.
  static let limit = 1000

  /// No statement of this kind is longer, in bytes; what inserts rows as text often is, and need not be read.
  private static let longest: UInt64 = 1 << 20

  /// In their order, the newest where there are too many.
  var list: [TableEvent] {
    let sorted = last.values.sorted {
      ($0.position, $0.isLoss ? 0 : 1, $0.table ?? "") < ($1.position, $1.isLoss ? 0 : 1, $1.table ?? "")
    }
    return sorted.suffix(TableEvents.limit)
  }

  /// Takes note of an event of the log, where it is a statement about the schema's tables.
  mutating func note(_ event: BinlogEvent, _ reader: BinlogReader, of schema: String) throws(StepFailure) {
    guard event.kind == BinlogEvent.Kind.query || event.kind == BinlogEvent.Kind.queryCompressed,
      event.size <= TableEvents.longest, let statement = BinlogStatement(try reader.body(event), event)
    else { return }
    let seconds = Int64(event.seconds) + Int64(Int32(bitPattern: statement.seconds))
    note(statement, of: schema, at: Timestamp(milliseconds: seconds * 1000), position: event.place)
  }

  /// Takes note of a statement. A table of a session is told by the word `TEMPORARY` alone: MariaDB sets the flag of temporary
  /// tables on every drop.
  mutating func note(_ statement: BinlogStatement, of schema: String, at moment: Timestamp, position: UInt64) {
    guard TableEvents.mayChange(statement.text), let words = StatementTokens(statement) else { return }
    for (kind, table) in TableEvents.changes(words, in: statement.schema.lowercased(), of: schema.lowercased()) {
      last[Key(table: table, kind: kind)] = TableEvent(kind, table: table, at: moment, position: position)
    }
  }

  // MARK: Statements

  /// Whether a statement begins as one of ours does, or with a comment: most do not, and need not be taken apart.
  private static func mayChange(_ text: [UInt8]) -> Bool {
    let start = text.drop { $0 <= 0x20 }
    guard let first = start.first else { return false }
    if "/-#".utf8.contains(first) { return true }
    return beginnings.contains(StatementTokens.lower(Array(start.prefix(4))))
  }

  private static let beginnings: Set<String> = ["drop", "trun", "rena", "crea", "alte"]

  private typealias Change = (TableEvent.Kind, String?)

  /// https://mariadb.com/kb/en/drop-table/, https://mariadb.com/kb/en/truncate-table/, https://mariadb.com/kb/en/rename-table/,
  /// https://mariadb.com/kb/en/create-table/, https://mariadb.com/kb/en/alter-table/
  private static func changes(_ words: StatementTokens, in used: String, of schema: String) -> [Change] {
    /// A table's name and what follows it; of another schema `table` is `nil`.
    func name(_ place: Int) -> (table: String?, next: Int)? {
      guard words.tokens.indices.contains(place), let first = words.tokens[place].named else { return nil }
      guard words.tokens.indices.contains(place + 2), words.tokens[place + 1] == .sign(UInt8(ascii: ".")),
        let second = words.tokens[place + 2].named
      else { return (used == schema ? first : nil, place + 1) }
      return (first == schema ? second : nil, place + 3)
    }
    func isComma(_ place: Int) -> Bool {
      words.tokens.indices.contains(place) && words.tokens[place] == .sign(UInt8(ascii: ","))
    }
    func skipping(_ options: [[String]], _ place: Int) -> Int {
      options.lazy.compactMap { words.match($0, at: place) }.first ?? place
    }
    func first(_ forms: [[String]]) -> Int? { forms.lazy.compactMap { words.match($0, at: 0) }.first }

    if let next = first([["drop", "database"], ["drop", "schema"]]) {
      let place = skipping([["if", "exists"]], next)
      let isOwn = words.tokens.indices.contains(place) && words.tokens[place].named == schema
      return isOwn ? [(.dropped, nil)] : []
    }
    if let next = first([["drop", "table"], ["drop", "tables"]]) {
      var found: [Change] = []
      var place = skipping([["if", "exists"]], next)
      while let (table, end) = name(place) {
        if let table { found.append((.dropped, table)) }
        guard isComma(end) else { break }
        place = end + 1
      }
      return found
    }
    if let next = first([["truncate", "table"], ["truncate"]]) {
      return name(next)?.table.map { [(.emptied, $0)] } ?? []
    }
    if let next = first([["rename", "table"], ["rename", "tables"]]) {
      var found: [Change] = []
      var place = skipping([["if", "exists"]], next)
      while let (old, end) = name(place) {
        let to = skipping([["wait"], ["nowait"]], end)
        let number = to > end && words.match(["nowait"], at: end) == nil ? to + 1 : to
        guard let target = words.match(["to"], at: number), let (new, after) = name(target) else { break }
        if let old { found.append((.renamed, old)) }
        if let new { found.append((.made, new)) }
        guard isComma(after) else { break }
        place = after + 1
      }
      return found
    }
    if let next = first([["create", "table"], ["create", "or", "replace", "table"]]) {
      guard let table = name(skipping([["if", "not", "exists"]], next))?.table else { return [] }
      return words.match(["create", "or"], at: 0) == nil ? [(.made, table)] : [(.dropped, table), (.made, table)]
    }
    if let next = first([["alter", "table"], ["alter", "online", "table"], ["alter", "ignore", "table"]]) {
      guard let (old, end) = name(skipping([["if", "exists"]], next)) else { return [] }
      // Among its changes, in any place: RENAME [TO | AS | =] name, and not RENAME COLUMN, INDEX, KEY or CONSTRAINT.
      for place in end..<max(end, words.tokens.count) where words.tokens[place] == .word("rename") {
        if ["column", "index", "key", "constraint"].contains(where: { words.match([$0], at: place + 1) != nil }) {
          continue
        }
        var target = skipping([["to"], ["as"]], place + 1)
        if words.tokens.indices.contains(target), words.tokens[target] == .sign(UInt8(ascii: "=")) { target += 1 }
        guard let (new, _) = name(target) else { continue }
        return [old.map { (.renamed, $0) }, new.map { (.made, $0) }].compactMap { $0 }
      }
    }
    return []
  }
}
