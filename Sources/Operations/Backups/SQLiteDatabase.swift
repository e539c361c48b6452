import Host
import Maintenance

/// An SQLite database file, asked and dumped by the `sqlite3` client.
struct SQLiteDatabase {
  let path: String
  let context: StepContext

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
  func reading(_ words: [String], limitSeconds: Double = 600) -> Command {
    Command(
      "sqlite3", ["-batch", "-bail", "-readonly", "-cmd", ".timeout 10000", path] + words, limitSeconds: limitSeconds)
  }

  /// Copies one consistent state of the database, whatever is written meanwhile.
  func snapshot(to copy: String) -> Command { reading(["VACUUM INTO \(SQLiteDatabase.literal(copy))"]) }

  /// Writes the database out as SQL.
  func dump() -> Command { reading([".dump"], limitSeconds: 3600) }

  /// The answer to a query, one line a row.
  func ask(_ query: String) async throws(StepFailure) -> [String] {
    let result: CommandResult
    do throws(CommandError) { result = try await context.host.commands.run(reading([query])) } catch {
      throw StepFailure(error)
    }
    guard result.isSuccess, result.errorOutput.isEmpty, !result.isTruncated else {
      throw StepFailure("sqlite3 \(path): \(result.endingText): \(result.errorText)", exitStatus: result.shellStatus)
    }
    return result.text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  /// What the database holds: rows by table, and by names in parentheses the other objects and the settings that a
  /// dump does not carry.
  func contents() async throws(StepFailure) -> [String: Int] {
    let tables = try await ask(
      "SELECT name FROM sqlite_schema WHERE type='table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")
    var queries = tables.map { "SELECT count(*) FROM \(SQLiteDatabase.identifier($0));" }
    for kind in ["index", "trigger", "view"] {
      queries.append("SELECT count(*) FROM sqlite_schema WHERE type='\(kind)' AND sql IS NOT NULL;")
    }
    queries += ["PRAGMA user_version;", "PRAGMA application_id;"]
    let names = tables + ["(index)", "(trigger)", "(view)", "(user_version)", "(application_id)"]
    let counts = try await ask(queries.joined(separator: " ")).map { Int($0) }
    guard counts.count == names.count, !counts.contains(nil) else {
      throw StepFailure("sqlite3 \(path): " + context.say("comptes illisibles", "counts cannot be read"))
    }
    return Dictionary(zip(names, counts.compactMap { $0 }), uniquingKeysWith: { first, _ in first })
  }

  /// A text as SQL writes it.
  static func literal(_ text: String) -> String { quoted(text, "'") }

  /// A name as SQL writes it.
  static func identifier(_ name: String) -> String { quoted(name, "\"") }

  private static func quoted(_ text: String, _ mark: String) -> String {
    mark + text.split(separator: mark, omittingEmptySubsequences: false).joined(separator: mark + mark) + mark
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
