import Host
import TestSupport

/// What a schema is, told by a client of our own that shares nothing with the code that is tried: the statement that makes
/// each object, the checksum of each table, and every value of every row in hexadecimal.
struct ServerFingerprint: Equatable {
  /// By what is told: `table users`, `rows users`, `checksum users`.
  private(set) var parts: [String: [String]] = [:]

  /// What differs, a line for each, with the first difference.
  ///
  /// - Parameter counters: whether the next number that a table would give must be the same.
  func differences(from other: ServerFingerprint, counters: Bool = true) -> [String] {
    func told(_ lines: [String]?) -> [String] {
      let lines = lines ?? ["–"]
      return counters ? lines : lines.map { $0.replacing(#/ AUTO_INCREMENT=[0-9]+/#, with: "") }
    }
    return Set(parts.keys).union(other.parts.keys).sorted().compactMap { key in
      let (mine, theirs) = (told(parts[key]), told(other.parts[key]))
      guard mine != theirs else { return nil }
      let at =
        zip(mine, theirs).first { $0 != $1 }
        ?? (mine.count > theirs.count ? (mine[theirs.count], "–") : ("–", theirs.last ?? "–"))
      return "\(key): \(at.0.prefix(400)) | \(at.1.prefix(400))"
    }
  }

  /// - Parameter options: the option file of an account that sees all.
  static func read(_ schema: String, options: String) async throws -> ServerFingerprint {
    var print = ServerFingerprint()
    let name = SchemaGenerator.quoted(schema)
    let text = SchemaGenerator.literal(schema)
    func ask(_ sql: String, goesOn: Bool = false) async throws -> [String] {
      let result = try await SubprocessRunner(home: "/").run(
        Command(
          "mariadb",
          [
            "--defaults-file=" + options, "--batch", "--skip-column-names", "--binary-mode",
            "--default-character-set=utf8mb4",
            "--max-allowed-packet=1G",
            "--init-command=SET SESSION sql_mode='', time_zone='+00:00', autocommit=1, completion_type=0",
          ] + (goesOn ? ["--force"] : []), inputText: sql, limitSeconds: 300, captureLimit: 512 << 20))
      guard goesOn || result.isSuccess else {
        throw MariaDBServer.Failure(description: "\(sql.prefix(300)): \(result.errorText)")
      }
      return result.output.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    }
    func hex(_ word: Substring) -> String {
      var bytes: [UInt8] = []
      var rest = word[...]
      while rest.count >= 2 {
        bytes.append(UInt8(rest.prefix(2), radix: 16) ?? 0)
        rest = rest.dropFirst(2)
      }
      return String(decoding: bytes, as: UTF8.self)
    }
    let objects = try await ask(
      """
      SELECT HEX(table_type), HEX(table_name), COALESCE(engine,'') FROM information_schema.tables WHERE table_schema=\(text) UNION ALL
      SELECT HEX('TRIGGER'), HEX(trigger_name), '' FROM information_schema.triggers WHERE trigger_schema=\(text) UNION ALL
      SELECT HEX(routine_type), HEX(routine_name), '' FROM information_schema.routines WHERE routine_schema=\(text) UNION ALL
      SELECT HEX('EVENT'), HEX(event_name), '' FROM information_schema.events WHERE event_schema=\(text);
      """)
    print.parts["schema"] = try await ask("SHOW CREATE DATABASE \(name)")
    // Their order is that in which they run.
    print.parts["trigger order"] = try await ask(
      "SELECT event_object_table, event_manipulation, action_timing, action_order, trigger_name FROM information_schema.triggers WHERE trigger_schema=\(text) ORDER BY 1,2,3,4"
    )
    let columns = try await ask(
      "SELECT HEX(table_name), HEX(column_name), data_type FROM information_schema.columns WHERE table_schema=\(text) ORDER BY table_name, ordinal_position"
    )
    var columnsOf: [String: [String]] = [:]
    for line in columns {
      let words = line.split(separator: "\t")
      let column = SchemaGenerator.quoted(hex(words[1]))
      let isBinary = ["blob", "binary", "bit", "geometry", "point", "linestring", "polygon"].contains {
        words[2].contains($0)
      }
      let value = words[2] == "float" ? "CONCAT(CAST(\(column) AS DOUBLE))" : isBinary ? column : "CONCAT(\(column))"
      columnsOf[String(words[0]), default: []].append("COALESCE(HEX(\(value)),'-')")
    }
    for object in objects {
      let words = object.split(separator: "\t", omittingEmptySubsequences: false)
      let (kind, object) = (hex(words[0]), hex(words[1]))
      let qualified = name + "." + SchemaGenerator.quoted(object)
      let isTable = kind == "BASE TABLE" || kind == "SYSTEM VERSIONED"
      let show = isTable ? "TABLE" : kind
      // The moment that a trigger was made is told last.
      print.parts["\(kind) \(object)"] = try await ask("SHOW CREATE \(show) \(qualified)", goesOn: true).map { line in
        kind == "TRIGGER" ? line.split(separator: "\t").dropLast().joined(separator: "\t") : line
      }
      guard isTable else { continue }
      // The server sums what is left in its buffer in the place of a virtual column, and beside the odd bits that some engines
      // keep with the nulls: another thing each time. Aria lays its nulls out by the row format that was asked for, and tells
      // another one: a copy by INSERT … SELECT has another sum. The rows are told all the same.
      let hasNoSum = (print.parts["\(kind) \(object)"] ?? []).contains {
        $0.contains(" VIRTUAL") || $0.contains("ENGINE=Aria") || $0.contains(" bit(") && !$0.contains("ENGINE=InnoDB")
      }
      print.parts["checksum \(object)"] = hasNoSum ? [] : try await ask("CHECKSUM TABLE \(qualified) EXTENDED")
      let history = kind == "SYSTEM VERSIONED" ? " FOR SYSTEM_TIME ALL" : ""
      let implicit = history.isEmpty ? "" : ",(SELECT 1)"
      print.parts["rows \(object)"] = try await ask(
        "SELECT CONCAT_WS(','\(implicit),\((columnsOf[String(words[1])] ?? ["1"]).joined(separator: ","))) FROM \(qualified)\(history)"
      ).sorted()
    }
    return print
  }
}
