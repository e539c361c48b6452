import Host
import Maintenance

/// An SQLite database file, asked and copied by the `sqlite3` client.
struct SQLiteDatabase {
  let path: String
  let context: StepContext
  /// Whether it is a file of vigie's own that nobody writes: it is read without locks and leaves nothing beside it, and
  /// the client is forbidden whatever reaches outside the database.
  var isCopy = false

  /// The database of the plan that the step names, or the only one.
  static func plan(_ context: StepContext) throws(StepFailure) -> DatabasePlan {
    let name = context.step.arguments["database"]
    guard let plan = context.plan.databases.first(where: { name == nil || $0.name == name }) else {
      throw StepFailure(context.say("pas de base dans le plan", "no database in the plan"))
    }
    guard plan.engine == .sqlite else {
      throw StepFailure(
        "\(plan.name): " + context.say("moteur non pris en charge", "engine not supported")
          + " (\(plan.engine.rawValue))")
    }
    return plan
  }

  /// A client that reads only, waits for a writer's lock and stops at the first error.
  func reading(_ words: [String], limitSeconds: Double = 3600) -> Command {
    let file = isCopy ? SQLiteDatabase.immutable(path) : path
    return Command(
      "sqlite3",
      ["-batch", "-bail", "-readonly"] + (isCopy ? ["-safe"] : ["-cmd", ".timeout 10000"]) + [file] + words,
      limitSeconds: limitSeconds, captureLimit: 64 << 20)
  }

  /// Copies the pages of one consistent state, whatever is written meanwhile: the online backup of SQLite within one
  /// read transaction. Without it, each write by another program would begin the copy anew
  /// (https://www.sqlite.org/backup.html).
  func copy(to target: String) -> Command {
    Command(
      "sqlite3",
      [
        "-batch", "-bail", "-readonly", "-cmd", ".timeout 10000", "-cmd", "BEGIN", "-cmd",
        "SELECT count(*) FROM sqlite_schema", path, ".backup " + SQLiteDatabase.word(target),
      ], limitSeconds: 3600)
  }

  /// The answer to queries, one line a row.
  func ask(_ queries: String...) async throws(StepFailure) -> [String] { try await ask(queries) }

  /// The answer to queries, one line a row.
  func ask(_ queries: [String]) async throws(StepFailure) -> [String] {
    let result: CommandResult
    do throws(CommandError) { result = try await context.host.commands.run(reading(queries)) } catch {
      throw StepFailure(error)
    }
    guard result.isSuccess, result.errorOutput.isEmpty, !result.isTruncated else {
      throw StepFailure(explained("\(result.endingText): \(result.errorText)"), exitStatus: result.shellStatus)
    }
    return result.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// What the client said, after what it means and the line that mends it.
  func explained(_ said: String) -> String {
    let file = Command("ls", ["-l", path]).display.dropFirst(6)
    let meaning: String?
    if said.contains("is locked") {
      meaning = context.say(
        "un autre programme la tient verrouillée ; lequel : fuser \(file)",
        "another program holds its lock; which one: fuser \(file)")
    } else if said.contains("malformed") || said.contains("not a database") {
      meaning = context.say(
        "elle est endommagée ; pour la remettre : vigie restore database",
        "it is damaged; to put it right: vigie restore database")
    } else if said.contains("readonly") || said.contains("unable to open") || said.contains("disk I/O") {
      meaning = context.say(
        "elle ou son journal (-wal, -journal) ne peut être lu ; voir : ls -l \(file)*",
        "it or its journal (-wal, -journal) cannot be read; see: ls -l \(file)*")
    } else {
      meaning = nil
    }
    return "sqlite3 \(path): " + (meaning.map { $0 + " – " } ?? "") + said
  }

  /// A name as SQL writes it.
  static func identifier(_ name: String) -> String {
    "\"" + name.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// A word as the client's own commands read it: in quotes, with the escapes of C.
  static func word(_ text: String) -> String {
    var word = "\""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22, 0x5C: word += "\\" + String(scalar)
      case ..<0x20, 0x7F:
        let digits = String(scalar.value, radix: 8)
        word += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      default: word.unicodeScalars.append(scalar)
      }
    }
    return word + "\""
  }

  /// The address of a file that does not change while it is read (https://www.sqlite.org/uri.html).
  static func immutable(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF")
    var address = "file:"
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
        address.unicodeScalars.append(Unicode.Scalar(byte))
      default: address += "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
      }
    }
    return address + "?immutable=1"
  }

  /// What two contents differ in, as `table: 3, expected 5`; `nil` when they are the same.
  static func difference(_ found: [String: Int], expected: [String: Int]) -> String? {
    let names = Set(found.keys).union(expected.keys).sorted().filter { found[$0] != expected[$0] }
    guard !names.isEmpty else { return nil }
    return names.prefix(8).map { name in
      "\(name): \(found[name].map(String.init) ?? "–"), expected \(expected[name].map(String.init) ?? "–")"
    }.joined(separator: "; ")
  }
}
