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
  var account: [String] { ["--defaults-extra-file=" + credentials] }

  /// What the server's own defaults may not change in our sessions: how quotes, backslashes and names are read, how many
  /// rows are answered, which of their versions, whether a statement is kept.
  private var session: String {
    let versions = programs.engine == .mysql ? "" : ", system_versioning_asof=DEFAULT, max_statement_time=0"
    return "--init-command=SET SESSION sql_mode='NO_ENGINE_SUBSTITUTION', sql_select_limit=18446744073709551615, "
      + "autocommit=1, completion_type=0, sql_quote_show_create=1" + versions
  }

  /// A row of a blob or of JSON may be longer than the 16 MiB that the client takes by itself.
  private static let packet = "--max-allowed-packet=1G"

  /// Runs statements and answers their rows, one line each, columns parted by tabs. They go in by the standard input: a
  /// statement that names every table is longer than an argument may be.
  ///
  /// - Parameter goesOn: whether one that fails leaves the others to be run.
  func statement(_ sql: String, withNames: Bool = false, goesOn: Bool = false, limitSeconds: Double = 60) -> Command {
    Command(
      programs.client,
      account + ["--batch"] + (withNames ? [] : ["--skip-column-names"]) + (goesOn ? ["--force"] : []) + [
        "--binary-mode", "--default-character-set=utf8mb4", ServerDatabase.packet, session,
      ],
      inputText: sql, limitSeconds: limitSeconds, captureLimit: 256 << 20)
  }

  /// Runs a file of statements, in the schema or in none.
  func source(_ file: String, schema: String?, limitSeconds: Double = 4 * 3600) -> Command {
    // Rows that a constraint would refuse today were let in when it was not checked.
    let checks = programs.engine == .mysql ? "" : ", check_constraint_checks=0"
    return Command(
      programs.client,
      account + ["--binary-mode", "--default-character-set=utf8mb4", ServerDatabase.packet, session + checks]
        + (schema.map(ServerDatabase.word) ?? []),
      inputFile: file, limitSeconds: limitSeconds)
  }

  /// A name as an argument that is not an option.
  private static func word(_ name: String) -> [String] { name.hasPrefix("-") ? ["--", name] : [name] }

  /// Writes the schema out as SQL, one consistent state, without a lock: the binary log was flushed before, because a dump
  /// that does it takes a global read lock. A dump of one schema names none, so it lands where it is sent. It asks for no
  /// locks where it is loaded: a table whose default asks a sequence cannot be filled under them (1100).
  ///
  /// - Parameters:
  ///   - position: whether it says where the binary log stood; a server without one refuses to.
  ///   - events: whether it holds the scheduled events.
  ///   - more: what this program's own release needs, see ``dumpRelease()``.
  func dump(position: Bool = true, events: Bool = true, more: [String] = [], limitSeconds: Double = 4 * 3600) -> Command
  {
    let options =
      ["--single-transaction", "--quick", "--skip-lock-tables", "--skip-add-locks", "--routines"]
      + (events ? ["--events"] : [])
      + ["--triggers", "--hex-blob", "--default-character-set=utf8mb4", "--tz-utc", ServerDatabase.packet]
    return Command(
      programs.dump,
      account + options + (position ? [programs.positionOption] : []) + programs.dumpOptions + more
        + ServerDatabase.word(plan.schema),
      limitSeconds: limitSeconds)
  }

  /// Writes the tables out alone, sequences among them: what reads them is asked for by itself (``SchemaCode``).
  func tablesDump(more: [String] = []) -> Command {
    var command = dump(position: false, events: false, more: more)
    command.arguments = command.arguments.map { $0 == "--triggers" ? "--skip-triggers" : $0 }
    command.arguments.removeAll { $0 == "--routines" }
    return command
  }

  /// The options that only some releases of the dump program know, or only some schemas need. MySQL 9 would write the
  /// masking policies of the whole server into the dump of one schema, and drop them where it is loaded. The history of
  /// versioned tables is left out unless it is asked for (MariaDB 10.11).
  func dumpRelease() async -> [String] {
    let help = try? await context.host.commands.run(
      Command(programs.dump, ["--no-defaults", "--help"], limitSeconds: 10, captureLimit: 1 << 20))
    if programs.engine == .mysql {
      return help?.text.contains("--masking-policies") == true ? ["--skip-masking-policies"] : []
    }
    guard help?.text.contains("--dump-history") == true, (try? await versionedTables().isEmpty) == false else {
      return []
    }
    return ["--dump-history"]
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
    return ServerDatabase.rows(of: result)
  }

  /// The lines of an answer, parted by bytes: to a text, a carriage return before a line's end is one character with it.
  static func rows(of result: CommandResult) -> [[String]] {
    var lines = result.output.split(separator: 0x0A, omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.split(separator: 0x09, omittingEmptySubsequences: false).map(unescaped) }
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

  // MARK: Text

  /// A text as SQL writes it.
  static func literal(_ text: String) -> String {
    "'" + text.map { $0 == "'" ? "''" : $0 == "\\" ? "\\\\" : String($0) }.joined() + "'"
  }

  /// A name as SQL writes it.
  static func identifier(_ name: String) -> String {
    "`" + name.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "``") + "`"
  }

  private static func unescaped(_ field: ArraySlice<UInt8>) -> String {
    guard field.contains(0x5C) else { return String(decoding: field, as: UTF8.self) }
    var text: [UInt8] = []
    var isEscaped = false
    for byte in field {
      if isEscaped {
        text.append(byte == 0x6E ? 0x0A : byte == 0x74 ? 0x09 : byte == 0x30 ? 0 : byte)
        isEscaped = false
      } else if byte == 0x5C {
        isEscaped = true
      } else {
        text.append(byte)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}
