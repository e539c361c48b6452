import Host
import Maintenance

/// When the tables of a schema were dropped, or it all was, as files of a binary log tell it: whoever wants one back has to
/// choose a moment before.
struct DroppedTables: Sendable, Hashable {
  struct Drop: Sendable, Hashable {
    /// When the statement had ended.
    var at: Timestamp
    /// File and position of its event, `mysql-bin.000002:1234`.
    var place: String
  }

  /// The last drop of each table, by its name in lower case.
  private(set) var tables: [String: Drop] = [:]
  /// The last drop of the whole schema.
  private(set) var schema: Drop?

  /// What is known of a table, or of the schema that it went with.
  func drop(of table: String) -> Drop? { tables[table.lowercased()] ?? schema }

  /// Reads files in their order.
  ///
  /// - Parameters:
  ///   - start: the position in the first from which on it counts.
  ///   - stop: the position in the last before which it ends; `nil` is its end.
  static func read(_ files: [String], from start: UInt64, to stop: UInt64?, of schema: String) throws(StepFailure)
    -> DroppedTables
  {
    var dropped = DroppedTables()
    for (index, file) in files.enumerated() {
      let reader = try BinlogReader(file)
      let name = file.split(separator: "/").last.map(String.init) ?? file
      let (low, high) = (index == 0 ? start : 4, index == files.count - 1 ? stop ?? .max : .max)
      while let event = try reader.next(), event.place < high {
        guard event.kind == BinlogEvent.Kind.query || event.kind == BinlogEvent.Kind.queryCompressed,
          event.place >= low, let statement = BinlogStatement(try reader.body(event), event)
        else { continue }
        let seconds = Int64(event.seconds) + Int64(Int32(bitPattern: statement.seconds))
        dropped.note(
          statement, of: schema,
          Drop(at: Timestamp(milliseconds: seconds * 1000), place: "\(name):\(event.place)"))
      }
    }
    return dropped
  }

  /// Takes note of a statement, where it is a `DROP TABLE` or a `DROP DATABASE` that concerns the schema. A table of a session is
  /// told by the word `TEMPORARY` alone: MariaDB sets the flag of temporary tables on every drop.
  mutating func note(_ statement: BinlogStatement, of schema: String, _ drop: Drop) {
    guard statement.text.prefix(64).contains(where: { $0 | 0x20 == UInt8(ascii: "d") }),
      let words = StatementTokens(statement)
    else { return }
    let own = schema.lowercased()
    for kind in ["database", "schema"] {
      guard let next = words.match(["drop", kind], at: 0) else { continue }
      let name = words.match(["if", "exists"], at: next) ?? next
      if words.tokens.indices.contains(name), words.tokens[name].named == own {
        self.schema = drop
        tables = [:]
      }
      return
    }
    guard let next = words.match(["drop", "table"], at: 0) ?? words.match(["drop", "tables"], at: 0) else { return }
    var place = words.match(["if", "exists"], at: next) ?? next
    while words.tokens.indices.contains(place), let first = words.tokens[place].named {
      var (owner, table) = (statement.schema.lowercased(), first)
      place += 1
      if words.tokens.indices.contains(place + 1), words.tokens[place] == .sign(UInt8(ascii: ".")),
        let second = words.tokens[place + 1].named
      {
        (owner, table) = (first, second)
        place += 2
      }
      if owner == own { tables[table] = drop }
      guard words.tokens.indices.contains(place), words.tokens[place] == .sign(UInt8(ascii: ",")) else { return }
      place += 1
    }
  }

  /// ` (dropped on 30 Nov 2026 14:19:40, mysql-bin.000002:1234)`; nothing where it is not known.
  func words(of table: String, _ context: StepContext) -> String {
    guard let drop = drop(of: table) else { return "" }
    let at = context.plan.exact(drop.at)
    return context.say(
      " (supprimée le \(at.text(in: .french)), \(drop.place))", " (dropped on \(at.text(in: .english)), \(drop.place))")
  }
}
