import Host
import Maintenance

/// A schema on a MariaDB or MySQL server, asked and dumped by the server's own client programs. The account stands in an
/// option file: nothing secret is on a command line or in an environment.
struct ServerDatabase: Sendable {
  let plan: DatabasePlan
  let programs: ServerPrograms
  /// The option file of the account.
  let credentials: String
  let context: StepContext
  /// The argument that names another schema of the same server in the place of the plan's.
  static let intoArgument = "into"

  /// The database of the plan that the step names, or the only one.
  ///
  /// - Parameter restoring: whether the account that restores is meant.
  init(_ context: StepContext, restoring: Bool = false) throws(StepFailure) {
    let name = context.step.arguments["database"]
    guard var plan = context.plan.databases.first(where: { name == nil || $0.name == name }) else {
      throw StepFailure(context.say("pas de base dans le plan", "no database in the plan"))
    }
    guard plan.engine != .sqlite else { throw StepFailure("\(plan.name): sqlite") }
    if let schema = context.step.arguments[ServerDatabase.intoArgument] { plan.schema = schema }
    guard let credentials = restoring ? plan.restoreCredentials ?? plan.credentials : plan.credentials else {
      throw StepFailure(
        context.say(
          "\(plan.name) : le plan ne nomme pas de fichier d’accès (credentials)",
          "\(plan.name): the plan names no credentials file"))
    }
    self.init(plan: plan, credentials: credentials, context: context)
  }

  init(plan: DatabasePlan, credentials: String, context: StepContext) {
    self.plan = plan
    programs = ServerPrograms(engine: plan.engine)
    self.credentials = credentials
    self.context = context
  }

  /// The database of a step, once its option file may be used.
  static func usable(_ context: StepContext, restoring: Bool = false) throws(StepFailure) -> ServerDatabase {
    let database = try ServerDatabase(context, restoring: restoring)
    if let fault = database.credentialsFault { throw StepFailure(context.say(fault)) }
    return database
  }

  /// What speaks against a restore into the database, or what keeps the question from being asked.
  static func preflight(
    _ context: StepContext, _ ask: (ServerDatabase) async throws(StepFailure) -> [Preflight]
  ) async -> [Preflight] {
    do throws(StepFailure) {
      let database = try ServerDatabase(context, restoring: true)
      if let fault = database.credentialsFault { return [Preflight(severity: .critical, text: fault)] }
      return try await ask(database)
    } catch {
      return [Preflight(severity: .critical, text: LocalizedText(error.message))]
    }
  }

  /// What is wrong with the option file; `nil` when it may be used. A client silently ignores a file that others may
  /// write, and then connects as somebody else to somewhere else.
  var credentialsFault: LocalizedText? {
    guard let facts = FileSystem.facts(credentials), facts.kind == .file else {
      return LocalizedText(french: "\(credentials) n’existe pas", english: "\(credentials) does not exist")
    }
    guard facts.mode & 0o077 == 0 else {
      return LocalizedText(
        french: "\(credentials) est lisible par d’autres : chmod 600 \(credentials)",
        english: "\(credentials) can be read by others: chmod 600 \(credentials)")
    }
    return nil
  }

  // MARK: Commands

  /// `--defaults-extra-file` must be the first argument.
  private var account: [String] { ["--defaults-extra-file=" + credentials] }

  /// Runs statements and answers their rows, one line each, columns parted by tabs.
  func statement(_ sql: String, withNames: Bool = false, limitSeconds: Double = 60) -> Command {
    Command(
      programs.client,
      account + ["--batch"] + (withNames ? [] : ["--skip-column-names"]) + [
        "--default-character-set=utf8mb4", "--execute=" + sql,
      ],
      limitSeconds: limitSeconds, captureLimit: 16 << 20)
  }

  /// Runs a file of statements, in the schema or in none.
  func source(_ file: String, schema: String?, limitSeconds: Double = 4 * 3600) -> Command {
    Command(
      programs.client,
      account + ["--binary-mode", "--default-character-set=utf8mb4"] + (schema.map { [$0] } ?? []),
      inputFile: file, limitSeconds: limitSeconds)
  }

  /// Writes the schema out as SQL, one consistent state, without a lock: the binary log was flushed before, because a dump
  /// that does it takes a global read lock. A dump of one schema names none, so it lands where it is sent.
  ///
  /// - Parameters:
  ///   - position: whether it says where the binary log stood; a server without one refuses to.
  ///   - events: whether it holds the scheduled events.
  ///   - more: what this program's own release needs, see ``dumpRelease()``.
  func dump(position: Bool = true, events: Bool = true, more: [String] = [], limitSeconds: Double = 4 * 3600) -> Command
  {
    let options =
      ["--single-transaction", "--quick", "--skip-lock-tables", "--routines"] + (events ? ["--events"] : [])
      + ["--triggers", "--hex-blob", "--default-character-set=utf8mb4", "--tz-utc"]
    return Command(
      programs.dump,
      account + options + (position ? [programs.positionOption] : []) + programs.dumpOptions + more + [plan.schema],
      limitSeconds: limitSeconds)
  }

  /// Writes the tables out alone, sequences among them: what reads them is asked for by itself (``SchemaCode``).
  func tablesDump(more: [String] = []) -> Command {
    var command = dump(position: false, events: false, more: more)
    command.arguments = command.arguments.map { $0 == "--triggers" ? "--skip-triggers" : $0 }
    command.arguments.removeAll { $0 == "--routines" }
    return command
  }

  /// The options that only some releases of the dump program know. MySQL 9 would write the masking policies of the whole
  /// server into the dump of one schema, and drop them where it is loaded.
  func dumpRelease() async -> [String] {
    guard programs.engine == .mysql else { return [] }
    let help = try? await context.host.commands.run(
      Command(programs.dump, ["--no-defaults", "--help"], limitSeconds: 10, captureLimit: 1 << 20))
    return help?.text.contains("--masking-policies") == true ? ["--skip-masking-policies"] : []
  }

  /// Copies closed files of the binary log, byte for byte, into `folder`.
  func fetch(_ files: [String], into folder: String, limitSeconds: Double = 4 * 3600) -> Command {
    Command(
      programs.binlog, account + ["--read-from-remote-server", "--raw", "--result-file=" + folder + "/"] + files,
      limitSeconds: limitSeconds)
  }

  // MARK: Questions

  /// The rows of an answer, each with its columns; `\t`, `\n`, `\\` and `\0` are escaped by the client (mysql(1), --batch).
  func ask(_ sql: String, withNames: Bool = false, limitSeconds: Double = 60) async throws(StepFailure) -> [[String]] {
    let result: CommandResult
    do throws(CommandError) {
      result = try await context.host.commands.run(
        statement(sql, withNames: withNames, limitSeconds: limitSeconds))
    } catch { throw StepFailure(error) }
    guard result.isSuccess, !result.isTruncated else {
      let said = result.errorText.split(separator: "\n").last.map(String.init) ?? result.endingText
      throw StepFailure("\(programs.client): " + SafeText.clean(said), exitStatus: result.shellStatus)
    }
    return result.text.split(separator: "\n").map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { ServerDatabase.unescaped($0) }
    }
  }

  /// The only row of an answer, by the names of its columns; empty when there is none.
  func row(_ sql: String) async throws(StepFailure) -> [String: String] {
    let rows = try await ask(sql, withNames: true)
    guard rows.count >= 2 else { return [:] }
    return Dictionary(zip(rows[0], rows[1]), uniquingKeysWith: { first, _ in first })
  }

  /// The only value of an answer.
  func value(_ sql: String) async throws(StepFailure) -> String {
    guard let value = try await ask(sql).first?.first else {
      throw StepFailure("\(programs.client): \(sql): no answer")
    }
    return value
  }

  /// Whether the schema is there.
  func exists() async throws(StepFailure) -> Bool {
    try await value(
      "SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name=\(ServerDatabase.literal(plan.schema))")
      != "0"
  }

  /// The statement that makes the empty schema.
  func createStatement() async throws(StepFailure) -> String {
    let rows = try await ask("SHOW CREATE DATABASE \(ServerDatabase.identifier(plan.schema))")
    guard let row = rows.first, row.count >= 2 else { throw StepFailure("\(plan.schema): SHOW CREATE DATABASE") }
    return row[1]
  }

  /// How many objects of each kind the schema holds, as the server's own catalogue counts them.
  func objects() async throws(StepFailure) -> ServerObjects {
    let schema = ServerDatabase.literal(plan.schema)
    let rows = try await ask(
      """
      SELECT 'table', COUNT(*) FROM information_schema.tables WHERE table_schema=\(schema) AND table_type='BASE TABLE' \
      UNION ALL SELECT 'view', COUNT(*) FROM information_schema.views WHERE table_schema=\(schema) \
      UNION ALL SELECT 'trigger', COUNT(*) FROM information_schema.triggers WHERE trigger_schema=\(schema) \
      UNION ALL SELECT 'routine', COUNT(*) FROM information_schema.routines WHERE routine_schema=\(schema) \
      UNION ALL SELECT 'event', COUNT(*) FROM information_schema.events WHERE event_schema=\(schema)
      """)
    var objects = ServerObjects()
    for row in rows where row.count == 2 { objects[row[0]] = Int(row[1]) ?? -1 }
    return objects
  }

  /// A short text that changes with the schema's form: a migration that runs while a dump is made is noticed by it.
  func form() async throws(StepFailure) -> String {
    let schema = ServerDatabase.literal(plan.schema)
    let rows = try await ask(
      """
      SET SESSION group_concat_max_len=1073741824; \
      SELECT SHA2(GROUP_CONCAT(CONCAT_WS('.',table_name,column_name,ordinal_position,column_type,is_nullable,\
      COALESCE(column_default,'')) ORDER BY table_name,ordinal_position),256) FROM information_schema.columns \
      WHERE table_schema=\(schema); \
      SELECT SHA2(GROUP_CONCAT(CONCAT_WS('.',table_name,table_type,COALESCE(create_time,'')) ORDER BY table_name),256) \
      FROM information_schema.tables WHERE table_schema=\(schema)
      """)
    return rows.map { $0.joined(separator: " ") }.joined(separator: " ")
  }

  /// The tables of the schema, without its views.
  func tables() async throws(StepFailure) -> [String] {
    try await ask(
      "SELECT table_name FROM information_schema.tables WHERE table_schema=\(ServerDatabase.literal(plan.schema)) "
        + "AND table_type='BASE TABLE' ORDER BY table_name"
    ).compactMap(\.first)
  }

  /// `CHECKSUM TABLE … EXTENDED` of every table: the same rows give the same number, wherever they are.
  func checksums() async throws(StepFailure) -> [String: String] {
    let tables = try await tables()
    guard !tables.isEmpty else { return [:] }
    let names = tables.map { ServerDatabase.identifier(plan.schema) + "." + ServerDatabase.identifier($0) }
    let rows = try await ask("CHECKSUM TABLE \(names.joined(separator: ", ")) EXTENDED", limitSeconds: 4 * 3600)
    var sums: [String: String] = [:]
    for row in rows where row.count == 2 { sums[String(row[0].dropFirst(plan.schema.count + 1))] = row[1] }
    guard sums.count == tables.count, !sums.values.contains("NULL") else {
      throw StepFailure("CHECKSUM TABLE: " + tables.filter { sums[$0] ?? "NULL" == "NULL" }.joined(separator: ", "))
    }
    return sums
  }

  /// The bytes that the tables take, by the server's own statistics.
  func bytes() async throws(StepFailure) -> UInt64 {
    let schema = ServerDatabase.literal(plan.schema)
    let sum =
      "SELECT COALESCE(SUM(data_length+index_length),0) FROM information_schema.tables WHERE table_schema=\(schema)"
    return UInt64(try await value(sum)) ?? 0
  }

  /// How many rows each table holds.
  func rows() async throws(StepFailure) -> [String: Int] {
    var rows: [String: Int] = [:]
    let tables = try await tables()
    guard !tables.isEmpty else { return rows }
    let query = tables.map {
      "SELECT COUNT(*) FROM " + ServerDatabase.identifier(plan.schema) + "." + ServerDatabase.identifier($0)
    }
    let counts = try await ask(query.joined(separator: " UNION ALL "), limitSeconds: 4 * 3600)
    for (table, row) in zip(tables, counts) { rows[table] = row.first.flatMap { Int($0) } }
    return rows
  }

  /// The files of the binary log, oldest first; the last one is open.
  func binlogs() async throws(StepFailure) -> [String] {
    try await ask("SHOW BINARY LOGS").compactMap(\.first)
  }

  // MARK: Text

  /// A text as SQL writes it.
  static func literal(_ text: String) -> String {
    "'" + text.map { $0 == "'" ? "''" : $0 == "\\" ? "\\\\" : String($0) }.joined() + "'"
  }

  /// A name as SQL writes it.
  static func identifier(_ name: String) -> String {
    "`" + name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`"
  }

  private static func unescaped(_ field: Substring) -> String {
    guard field.contains("\\") else { return String(field) }
    var text = ""
    var isEscaped = false
    for character in field {
      if isEscaped {
        text.append(character == "n" ? "\n" : character == "t" ? "\t" : character == "0" ? "\0" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        text.append(character)
      }
    }
    return text
  }
}
