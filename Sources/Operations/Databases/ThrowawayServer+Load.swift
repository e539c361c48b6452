import Host
import Maintenance

extension ThrowawayServer {
  /// Loads a dump into the empty schema, as at the moment that it was made: the server makes no event whose time is over. Where
  /// one was over even then, and had not run because nothing ran, it is loaded as before that.
  ///
  /// - Parameter scan: what was found in the dump.
  func load(_ sql: String, scan: ServerDumpScanner, createStatement: String, at moment: Timestamp)
    async throws(StepFailure)
  {
    if !scan.timeZones.subtracting(ThrowawayServer.plainZones).isEmpty || live.hasNamedZones {
      try await makeTimeZones()
    }
    try await makeAccounts(scan.definers)
    try await context.run(database.statement(createStatement))
    let stubs = SchemaStubs(scan.readers, schema: schema).statements
    if !stubs.isEmpty { try await context.run(database.statement(stubs.joined(separator: ";\n"))) }
    try DumpHead.widen(sql)
    var command = database.source(sql, schema: schema)
    // No zone is further than a day from ours.
    let clock = min(moment, scan.firstOnce?.adding(seconds: -86_400) ?? moment)
    if programs.engine == .mariadb {
      // The last one counts.
      command.arguments = command.arguments.map {
        $0.hasPrefix("--init-command=") ? $0 + ", timestamp=\(max(1, clock.milliseconds / 1000))" : $0
      }
    }
    try await context.run(command)
    try await keepMemoryTables()
  }

  /// The accounts and roles in whose name something runs, each able to do all: what they may do on the live server is not
  /// what is tried here, and without them a view on a view cannot be read (1449). Nobody can enter by them.
  func makeAccounts(_ accounts: Set<ServerAccount>) async throws(StepFailure) {
    let own: Set<String> = [
      "root@localhost", "mariadb.sys@localhost", "mysql.sys@localhost", "mysql.session@localhost",
    ]
    let wanted = accounts.filter { !own.contains($0.name) && $0.user != "" }.sorted()
    guard !wanted.isEmpty else { return }
    let statements = wanted.flatMap { account in
      [account.creation(locked: true), "GRANT ALL PRIVILEGES ON *.* TO \(account.sql)"]
    }
    try await context.run(database.statement(statements.joined(separator: ";\n")))
  }

  /// A zone by its offset needs no table.
  private static let plainZones: Set<String> = ["SYSTEM", "+00:00"]

  private func makeTimeZones() async throws(StepFailure) {
    let program = programs.engine == .mysql ? "mysql_tzinfo_to_sql" : "mariadb-tzinfo-to-sql"
    let file = folder + "/zones.sql"
    // It warns of what is no zone.
    try await context.run(Command(program, ["/usr/share/zoneinfo"], outputFile: file, limitSeconds: 120))
    try await context.run(database.source(file, schema: "mysql"))
  }

  /// The rows of MEMORY tables, for when the server is started anew: it reads this file first.
  private func keepMemoryTables() async throws(StepFailure) {
    let names = try await database.ask(
      "SELECT table_name FROM information_schema.tables WHERE table_schema=\(ServerDatabase.literal(schema)) "
        + "AND engine='MEMORY'"
    ).compactMap(\.first)
    guard !names.isEmpty else { return }
    let rows = folder + "/memory.rows"
    var command = Command(
      programs.dump,
      [
        "--defaults-extra-file=" + credentials, "--no-create-info", "--skip-triggers", "--skip-extended-insert",
        "--skip-add-locks", "--skip-comments", "--compact", "--hex-blob", "--default-character-set=utf8mb4", "--",
        schema,
      ] + names, limitSeconds: 600)
    command.outputFile = rows
    try await context.run(command)
    do throws(FileFault) {
      var text = Array(
        "SET NAMES utf8mb4;\nSET SESSION sql_mode='NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES';\nSET time_zone='+00:00';\nUSE \(ServerDatabase.identifier(schema));\n"
          .utf8)
      text += try FileSystem.read(rows, limit: 1 << 30)
      try FileSystem.writeAtomically(memory, text)
      try FileSystem.writeAtomically(options, Array((settings(isInstalling: false) + "init-file=\(memory)\n").utf8))
    } catch {
      throw StepFailure(error)
    }
  }

  private var memory: String { folder + "/memory.sql" }
}
