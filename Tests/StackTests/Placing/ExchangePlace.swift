import Host
import Maintenance
import Synchronization
import TestSupport
import Testing

@testable import Operations

/// A small schema and the one that shall take its place, loaded beside it, on a server of their own: what exchanges them is
/// called by itself, many times.
final class ExchangePlace: Sendable {
  let place: GeneratedServer
  /// The scripts and questions that were run since ``reset()``.
  private let log = Mutex<[String]>([])
  private let number = Mutex(0)

  init() async throws { place = try await GeneratedServer() }

  var server: MariaDBServer { place.server }
  var operation: String { "20261130T105800Z-" + String(1000 + number.withLock { $0 }) }
  var names: SchemaNames { SchemaNames(live: "shop", operation: operation) }
  var ran: [String] { log.withLock { $0 } }

  /// What shall be live. Triggers of one moment run in the order in which they were made; a view that reads nothing is kept.
  private static let tables = """
    CREATE TABLE a(id INT PRIMARY KEY, v INT) ENGINE=InnoDB; INSERT INTO a VALUES (1,10),(2,20);
    CREATE TABLE c(id INT PRIMARY KEY) ENGINE=InnoDB; CREATE SEQUENCE s;
    CREATE TABLE h(id INT) WITH SYSTEM VERSIONING; INSERT INTO h VALUES (1);

    """
  private static let code = """
    CREATE TABLE lost(id INT);
    CREATE TRIGGER z_first BEFORE INSERT ON a FOR EACH ROW SET NEW.v = NEW.v + 1;
    CREATE TRIGGER a_second BEFORE INSERT ON a FOR EACH ROW SET NEW.v = NEW.v * 2;
    CREATE VIEW w AS SELECT id FROM a; CREATE VIEW broken AS SELECT * FROM lost; DROP TABLE lost;
    CREATE FUNCTION f() RETURNS INT RETURN 2;

    """
  private static let events = """
    CREATE EVENT daily ON SCHEDULE EVERY 1 DAY DO SELECT 2; CREATE EVENT off ON SCHEDULE EVERY 2 DAY DISABLE DO SELECT 2;

    """
  /// What is live.
  private static let old = """
    CREATE DATABASE shop CHARACTER SET latin1; USE shop;
    CREATE TABLE a(id INT PRIMARY KEY, v INT, k INT, UNIQUE(v,k)) ENGINE=InnoDB; INSERT INTO a VALUES (1,1,1),(3,3,3);
    CREATE TABLE b(id INT PRIMARY KEY) ENGINE=InnoDB; CREATE SEQUENCE s; CREATE TABLE lost(id INT);
    CREATE TRIGGER z_first BEFORE INSERT ON a FOR EACH ROW SET NEW.v = 1;
    CREATE VIEW w AS SELECT v FROM a; CREATE VIEW old_broken AS SELECT * FROM lost; DROP TABLE lost;
    CREATE FUNCTION f() RETURNS INT RETURN 1; CREATE PROCEDURE p() SELECT 1;
    CREATE EVENT daily ON SCHEDULE EVERY 1 DAY DO SELECT 1;

    """

  func context(
    _ commands: (any CommandRunner)? = nil, _ arguments: [String: String] = [:], operation: String? = nil
  ) -> StepContext {
    var host = place.host
    host.commands = Noting(commands ?? host.commands) { line in self.log.withLock { $0.append(line) } }
    return StepContext(
      step: Step(verb: SwapSchema.name, arguments: arguments, title: LocalizedText("x")),
      operation: operation ?? self.operation, plan: place.plan("shop"), state: place.state, host: host,
      orderedAt: Timestamp(seconds: 1_795_305_600))
  }

  /// Makes both anew, for an operation of their own, and what was proven of the new one.
  ///
  /// - Parameter isLive: whether there is anything live.
  func reset(isLive: Bool = true, with more: String = "") async throws -> RebuiltSchema {
    let asides = try await server.query(
      "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'shop%'")
    var script = "DROP DATABASE IF EXISTS crm;\n" + asides.map { "DROP DATABASE `\($0)`;\n" }.joined()
    number.withLock { $0 += 1 }
    try FileSystem.makeFolder(place.state.operation(operation))
    script += "CREATE DATABASE shop CHARACTER SET utf8mb4; USE shop; " + Self.tables + Self.code + Self.events
    try await run(script)
    let database = try ServerDatabase(context())
    let dump = place.state.operation(operation) + "/rebuilt.sql"
    let objects = try await database.objects().contents
    let rebuilt = RebuiltSchema(
      dump: dump, code: try await SchemaCode.read(database), tables: try await database.movableTables(in: "shop"),
      createStatement: try await database.createStatement(), checksums: try await database.checksums(),
      contents: try await database.rows().merging(objects) { $1 }, moment: Timestamp(seconds: 1_795_305_600))
    try await run("USE shop; DROP VIEW w, broken;")
    var command = database.tablesDump(more: await database.dumpRelease())
    command.outputFile = dump
    let result = try await place.host.commands.run(command)
    try #require(result.isSuccess, "\(result.errorText)")
    try rebuilt.keep(context())
    let renames = rebuilt.tables.map { "\($0) TO `\(names.new)`.\($0)" }.joined(separator: ", ")
    script = """
      DROP TRIGGER z_first; DROP TRIGGER a_second; CREATE DATABASE `\(names.new)` CHARACTER SET utf8mb4;
      RENAME TABLE \(renames); DROP DATABASE shop; USE `\(names.new)`;

      """
    script = "USE shop; " + script + Self.code
    if isLive { script += Self.old }
    try await run(script + more)
    log.withLock { $0.removeAll() }
    return rebuilt
  }

  /// What is written down before an exchange.
  func record(_ rebuilt: RebuiltSchema) async throws -> SwapRecord {
    let database = try ServerDatabase(context())
    let isLive = try await database.exists()
    let record = SwapRecord(
      schema: "shop", incoming: names.new, aside: names.before,
      oldTables: try await database.movableTables(in: "shop"), newTables: rebuilt.tables,
      oldCode: isLive ? try await SchemaCode.read(database) : SchemaCode(), newCode: rebuilt.code,
      oldForm: isLive ? try await database.createStatement() : nil, newForm: rebuilt.createStatement,
      outsideKeys: try await OutsideKey.read(database).keys)
    log.withLock { $0.removeAll() }
    return record
  }

  func run(_ script: String) async throws {
    let refused = try await place.run(script)
    try #require(refused.isEmpty, "\(refused)")
  }

  /// All that a schema is, told by the server's own program; what nobody can open stands there by its name alone.
  func dump(_ schema: String = "shop") async throws -> [String] {
    let options = ["--force", "--routines", "--events", "--triggers", "--skip-dump-date", "--databases", schema]
    let result = try await place.host.commands.run(
      Command("mariadb-dump", ["--defaults-file=" + server.rootCredentials] + options, captureLimit: 16 << 20))
    #expect(result.text.contains("CREATE DATABASE"), "\(result.errorText)")
    return result.text.split(separator: "\n").map(String.init)
  }

  func exists(_ schema: String) async throws -> Bool {
    try await server.query("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name='\(schema)'") == ["1"]
  }

  /// Changes the first script of a name: its text goes through a program of the shell, or it fails when there is none.
  static func changing(_ script: String, _ program: String?) -> TamperingRunner {
    let isDone = Flag()
    return TamperingRunner { (_, command) throws(CommandError) -> Command? in
      guard command.inputFile?.hasSuffix("/" + script) == true, !isDone.isRaised else { return nil }
      isDone.raise()
      guard let program else { return Command("false") }
      return command.wrapped(program + #" | "$@""#)
    }
  }
}

/// Notes what is run: a question by its text, a script by its name and text.
private struct Noting: CommandRunner {
  let runner: any CommandRunner
  let note: @Sendable (String) -> Void

  init(_ runner: any CommandRunner, _ note: @escaping @Sendable (String) -> Void) {
    self.runner = runner
    self.note = note
  }

  private func tell(_ command: Command) {
    guard let file = command.inputFile else { return note(command.inputText ?? "") }
    let name = file.split(separator: "/").last.map(String.init) ?? file
    note(name + ": " + ((try? FileSystem.read(file)).map { String(decoding: $0, as: UTF8.self) } ?? ""))
  }

  func run(_ command: Command) async throws(CommandError) -> CommandResult {
    tell(command)
    return try await runner.run(command)
  }

  func run(pipeline: [Command]) async throws(CommandError) -> [CommandResult] {
    for command in pipeline { tell(command) }
    return try await runner.run(pipeline: pipeline)
  }
}

/// What a step fails with; `nil` when it does not.
func stepFailure<Value>(_ body: () async throws(StepFailure) -> Value) async -> StepFailure? {
  do throws(StepFailure) {
    _ = try await body()
    return nil
  } catch {
    return error
  }
}

/// The English lines of a severity.
func told(_ preflight: [Preflight], _ severity: Severity) -> [String] {
  preflight.filter { $0.severity == severity }.map { $0.text.text(in: .english) }
}
