import Host
import Maintenance

/// What an SQLite database holds: rows by table, and by names in parentheses its other objects and settings.
struct SQLiteContents {
  var counts: [String: Int] = [:]
  /// What the client cannot look into, since it lacks what the application brings: a module, a collation, a function.
  var remarks: [String] = []

  /// Names that say how the file was kept, not what is in it.
  static let keeping: Set<String> = ["(wal)", "(owner)", "(group)", "(mode)"]

  /// How many queries one client is given at once: what a program may be given has an end.
  private static let batch = 400

  private struct Table {
    /// `nil` for a name that is no text.
    var name: String?
    var shown: String
    var isVirtual: Bool
  }

  /// Counts. A virtual table keeps its rows in tables of its own that are counted as others are; it is counted itself
  /// only where `countsVirtual`, as backups did that were dumps.
  static func read(_ database: SQLiteDatabase, countsVirtual: Bool = false) async throws(StepFailure) -> SQLiteContents
  {
    var contents = SQLiteContents()
    let tables = try await tables(database)
    let counted = tables.filter { countsVirtual || !$0.isVirtual }
    for (table, rows) in zip(counted, try await counts(counted, database, &contents.remarks)) {
      if let rows { contents.counts[table.shown] = rows }
    }
    var queries = ["index", "trigger", "view"].map {
      "SELECT count(*) FROM sqlite_schema WHERE type='\($0)' AND sql IS NOT NULL"
    }
    queries += ["PRAGMA user_version", "PRAGMA application_id"]
    let names = ["(index)", "(trigger)", "(view)", "(user_version)", "(application_id)"]
    let answers = try await database.ask(queries).map { Int($0) }
    guard answers.count == names.count, !answers.contains(nil) else { throw unreadable(database) }
    for (name, answer) in zip(names, answers) { contents.counts[name] = answer }
    guard !countsVirtual else { return contents }
    contents.counts["(table)"] = tables.count
    for table in tables where table.isVirtual {
      guard let name = table.name else { continue }
      do throws(StepFailure) {
        _ = try await database.ask("SELECT 1 FROM \(SQLiteDatabase.identifier(name)) LIMIT 0")
      } catch {
        contents.remarks.append(notSeen(table, error, database.context))
      }
    }
    return contents
  }

  /// Whether every page and every row is sound; what the client cannot judge is answered as remarks. Rows that break a
  /// rule of their table (`NOT NULL`, `CHECK`) are the application's: they are copied as they are.
  static func prove(_ database: SQLiteDatabase) async throws(StepFailure) -> [String] {
    var remarks: [String] = []
    var lines: [String]
    do throws(StepFailure) {
      lines = try await database.ask("PRAGMA integrity_check")
    } catch {
      guard isLack(error) else { throw error }
      lines = []
      for table in try await tables(database) where !table.isVirtual {
        guard let name = table.name else { continue }
        do throws(StepFailure) {
          lines += try await database.ask("PRAGMA integrity_check(\(SQLiteDatabase.identifier(name)))")
        } catch {
          guard isLack(error) else { throw error }
          remarks.append(notSeen(table, error, database.context))
        }
      }
    }
    let faults = lines.filter { $0 != "ok" }
    let rules = faults.filter { $0.contains(" value in ") || $0.hasPrefix("CHECK constraint failed in ") }
    let broken = faults.filter { !rules.contains($0) }
    guard broken.isEmpty, !lines.isEmpty || !remarks.isEmpty else {
      throw StepFailure(database.explained("malformed: " + broken.prefix(5).joined(separator: "; ")))
    }
    return remarks + rules.prefix(3)
  }

  /// Whether the client lacks something that the application has.
  private static func isLack(_ failure: StepFailure) -> Bool {
    ["no such collation", "no such function", "unknown function", "no such module"].contains {
      failure.message.contains($0)
    }
  }

  private static func notSeen(_ table: Table, _ failure: StepFailure, _ context: StepContext) -> String {
    let said = failure.message.split(separator: "\n").first.map(String.init) ?? failure.message
    return context.say(
      "\(table.shown) : copiée, mais ce client ne peut la lire (\(said))",
      "\(table.shown): copied, but this client cannot read it (\(said))")
  }

  private static func unreadable(_ database: SQLiteDatabase) -> StepFailure {
    StepFailure("sqlite3 \(database.path): " + database.context.say("comptes illisibles", "counts cannot be read"))
  }

  // MARK: Tables

  /// How many rows each holds; `nil` and a remark where the client cannot tell.
  private static func counts(_ tables: [Table], _ database: SQLiteDatabase, _ remarks: inout [String])
    async throws(StepFailure) -> [Int?]
  {
    var counts: [Int?] = []
    for start in stride(from: 0, to: tables.count, by: batch) {
      let some = tables[start..<min(start + batch, tables.count)]
      let queries = some.compactMap { $0.name.map(count) }
      do throws(StepFailure) {
        let answers = try await database.ask(queries)
        guard queries.count == some.count, answers.count == some.count else { throw unreadable(database) }
        counts += answers.map { Int($0) }
        continue
      } catch {
        guard isLack(error) || queries.count != some.count else { throw error }
      }
      for table in some {
        do throws(StepFailure) {
          guard let name = table.name else { throw StepFailure("name is not UTF-8") }
          counts.append(try await database.ask(count(name)).first.flatMap { Int($0) })
        } catch {
          counts.append(nil)
          remarks.append(notSeen(table, error, database.context))
        }
      }
    }
    return counts
  }

  /// Rows are counted in the table itself: an index may need a collation that the client does not have.
  private static func count(_ name: String) -> String {
    "SELECT count(*) FROM \(SQLiteDatabase.identifier(name)) NOT INDEXED"
  }

  /// The tables, by their names' bytes: a name may hold a line's end.
  private static func tables(_ database: SQLiteDatabase) async throws(StepFailure) -> [Table] {
    let lines = try await database.ask(
      "PRAGMA encoding",
      "SELECT hex(CAST(name AS BLOB)), upper(sql) LIKE 'CREATE VIRTUAL TABLE%' FROM sqlite_schema WHERE type='table' "
        + "AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")
    return lines.dropFirst().map { line in
      let parts = line.split(separator: "|", omittingEmptySubsequences: false)
      let name = decoded(parts.first ?? "", encoding: lines.first ?? "")
      return Table(name: name, shown: name ?? "x'\(parts.first ?? "")'", isVirtual: parts.last == "1")
    }
  }

  /// The text that hexadecimal digits spell in the database's own encoding.
  static func decoded(_ digits: Substring, encoding: String) -> String? {
    let values = digits.utf8.map { UInt8($0 < 0x3A ? $0 - 0x30 : $0 - 0x37) }
    let bytes = stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
    guard encoding != "UTF-8" else { return String(validating: bytes, as: UTF8.self) }
    let isLittle = encoding == "UTF-16le"
    let units = stride(from: 0, to: bytes.count - 1, by: 2).map { index in
      let pair = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return isLittle ? pair.1 << 8 | pair.0 : pair.0 << 8 | pair.1
    }
    return String(validating: units, as: UTF16.self)
  }
}
