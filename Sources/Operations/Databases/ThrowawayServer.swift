import Glibc
import Host
import Maintenance

/// A database server of our own, for as long as one step lasts: no network, no log, no events, its data in a folder that is
/// thrown away. Backups are loaded and replayed here, never onto what is live. The kernel ends it when this process ends.
///
/// Replaying is left to the server's own replication thread, from copies of the binary log in the place of relay logs, with
/// a filter on the schema. It is the one way that applies exactly what concerns the schema: `--database` of the log's client
/// goes by the schema that was in use and loses the rest, and without a filter the events of other schemas fail or, on a
/// live server, hit them (https://mariadb.com/kb/en/replication-filters/).
final class ThrowawayServer: Sendable {
  private let folder: String
  private let programs: ServerPrograms
  private let schema: String
  private let live: ServerSettings
  private let packedBytes: UInt64
  let context: StepContext
  private let end = Ending()
  private let passed = Passed()

  /// A server whose data will be in `folder`, an empty folder's path.
  ///
  /// - Parameters:
  ///   - live: how the server is set that the schema comes from.
  ///   - packedBytes: how long the packed dump is that will be loaded.
  init(
    folder: String, engine: DatabasePlan.Engine, schema: String, live: ServerSettings = ServerSettings(),
    packedBytes: UInt64 = 0, context: StepContext
  ) {
    self.folder = folder
    self.packedBytes = packedBytes
    self.live = live
    programs = ServerPrograms(engine: engine)
    self.schema = schema
    self.context = context
  }

  deinit { end.kill() }

  /// The schema on this server, asked as any other.
  var database: ServerDatabase {
    ServerDatabase(
      plan: DatabasePlan(name: "throwaway", engine: programs.engine, schema: schema, credentials: credentials),
      credentials: credentials, context: context)
  }

  private var data: String { folder + "/data" }
  private var socket: String { folder + "/s" }
  private var credentials: String { folder + "/client.cnf" }
  private var options: String { folder + "/server.cnf" }
  private var log: String { folder + "/server.log" }

  /// Makes the data folder, with nobody but root in it.
  func install() async throws(StepFailure) {
    // sockaddr_un holds 108 bytes (unix(7)).
    guard socket.utf8.count < 108 else { throw StepFailure("\(socket): too long for a socket; shorten --state") }
    do throws(FileFault) {
      try FileSystem.removeTree(folder)
      try FileSystem.makeFolder(folder)
      try FileSystem.makeFolder(folder + "/tmp")
      try FileSystem.writeAtomically(options, Array(settings(isInstalling: true).utf8))
      try FileSystem.writeAtomically(credentials, Array("[client]\nsocket=\(socket)\nuser=root\n".utf8))
    } catch {
      throw StepFailure(error)
    }
    let user = "--user=" + ThrowawayServer.user
    if programs.engine == .mysql {
      try await context.run(
        Command("mysqld", ["--defaults-file=" + options, "--initialize-insecure", user], limitSeconds: 300))
    } else {
      try await context.run(
        Command(
          "mariadb-install-db",
          ["--defaults-file=" + options, user, "--skip-test-db", "--auth-root-authentication-method=normal"],
          limitSeconds: 300))
    }
    do throws(FileFault) {
      try FileSystem.writeAtomically(options, Array(settings(isInstalling: false).utf8))
    } catch {
      throw StepFailure(error)
    }
  }

  /// Starts it and waits until it answers.
  func start() async throws(StepFailure) {
    end.begin()
    let words = [programs.server, "--defaults-file=" + options, "--user=" + ThrowawayServer.user]
    context.output.write("$ " + Command(words[0], Array(words.dropFirst())).display + " &\n")
    do throws(CommandError) {
      let pid = try await CompanionProgram(words, logFile: log).start { [end] _ in end.ended() }
      end.started(pid)
    } catch {
      throw StepFailure(error)
    }
    let ping = Command(
      programs.client, ["--defaults-extra-file=" + credentials, "--execute=SELECT 1"], limitSeconds: 10)
    let limit = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < limit, !Task.isCancelled {
      if end.hasEnded { throw StepFailure("\(programs.server): " + lastWords()) }
      if let result = try? await context.host.commands.run(ping), result.isSuccess { return }
      try? await Task.sleep(for: .milliseconds(50))
    }
    throw StepFailure("\(programs.server): " + (Task.isCancelled ? "cancelled" : "no answer; " + lastWords()))
  }

  /// Stops it in order: what it has written is whole.
  func stop() async {
    end.signal(SIGTERM)
    let limit = ContinuousClock.now + .seconds(60)
    while !end.hasEnded, ContinuousClock.now < limit {
      await Task { try? await Task.sleep(for: .milliseconds(20)) }.value
    }
    end.kill()
  }

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
  /// The groups of the log that were passed over, because they were proven to be about other schemas.
  var passedOver: [String] { passed.all }
  /// How many statements on other schemas were passed by for their form, and where the first stands.
  var leftOut: (count: Int, first: String)? { passed.leftOut }

  /// Takes note of statements on other schemas, whose effect on ours nobody can see.
  func leaveOut(_ count: Int, first: String) { passed.note(count, first: first) }

  /// Applies files of a binary log to what was loaded: the first from `start` on, the last up to `stop`.
  ///
  /// - Parameters:
  ///   - files: their paths, in order; they are moved away.
  ///   - stop: the position in the last file before which it ends; `nil` to its end.
  func replay(_ files: [String], from start: UInt64, stop: UInt64?) async throws(StepFailure) {
    guard let last = files.last else { return }
    await self.stop()
    var index = ""
    do throws(FileFault) {
      for (number, file) in files.enumerated() {
        let name = ThrowawayServer.relayName(number)
        try FileSystem.rename(file, to: data + "/" + name)
        index += "./" + name + "\n"
      }
      try FileSystem.writeAtomically(data + "/relay.index", Array(index.utf8))
    } catch {
      throw StepFailure(error)
    }
    let lastName = ThrowawayServer.relayName(files.count - 1)
    guard let length = FileSystem.facts(data + "/" + lastName)?.bytes else { throw StepFailure("\(last): missing") }
    try await self.start()
    var names: [String: String] = [:]
    for (number, file) in files.enumerated() {
      names[ThrowawayServer.relayName(number)] = String(file.split(separator: "/").last ?? "")
    }
    let goal = BinlogPosition(file: lastName, position: stop ?? length)
    var place = BinlogPosition(file: ThrowawayServer.relayName(0), position: start)
    while let stopped = try await apply(from: place, to: goal) {
      place = try await pass(stopped, names)
    }
  }

  /// Where the thread that applies has stopped before its goal, and why.
  private struct Stopped {
    var file: String
    var position: UInt64
    var error: String
  }

  /// Applies from a place on; `nil` when the goal is reached.
  private func apply(from place: BinlogPosition, to goal: BinlogPosition) async throws(StepFailure) -> Stopped? {
    if place.file == goal.file, place.position >= goal.position { return nil }
    // Nobody is connected to: only the thread that applies is started.
    let relay = "RELAY_LOG_FILE='\(place.file)', RELAY_LOG_POS=\(place.position)"
    let isMySQL = programs.engine == .mysql
    let begin =
      isMySQL
      ? "CHANGE REPLICATION SOURCE TO SOURCE_HOST='none', SOURCE_USER='none', " + relay
      : "CHANGE MASTER TO MASTER_HOST='none', MASTER_USER='none', MASTER_USE_GTID=no, " + relay
    let thread = isMySQL ? "START REPLICA SQL_THREAD" : "START SLAVE SQL_THREAD"
    try await context.run(
      database.statement(
        "\(begin); \(thread) UNTIL RELAY_LOG_FILE='\(goal.file)', RELAY_LOG_POS=\(goal.position)"))
    return try await follow(to: goal)
  }

  /// Waits until the goal is reached, or the server cannot apply something.
  private func follow(to goal: BinlogPosition) async throws(StepFailure) -> Stopped? {
    let question = programs.engine == .mysql ? "SHOW REPLICA STATUS" : "SHOW SLAVE STATUS"
    while !Task.isCancelled {
      let fields = try await database.row(question)
      let isRunning = (fields["Slave_SQL_Running"] ?? fields["Replica_SQL_Running"]) == "Yes"
      let name = fields["Relay_Log_File"] ?? ""
      let place = fields["Relay_Log_Pos"].flatMap { UInt64($0) } ?? 0
      if let code = fields["Last_SQL_Errno"], code != "0" {
        // While it ends, its place may be one before.
        if isRunning { continue }
        return Stopped(file: name, position: place, error: fields["Last_SQL_Error"] ?? code)
      }
      if (name == goal.file && place >= goal.position) || name > goal.file { return nil }
      guard isRunning else {
        throw StepFailure("replay: stopped at \(name):\(place), before \(goal.file):\(goal.position); " + lastWords())
      }
      context.progress(nil, name)
      try? await Task.sleep(for: .milliseconds(50))
    }
    throw StepFailure("replay: cancelled", exitStatus: Worker.cancelledStatus)
  }

  /// Looks at the group of the log that could not be applied: one that is proven to leave our schema as it is, is passed
  /// over. Answers where the next begins.
  private func pass(_ stopped: Stopped, _ names: [String: String]) async throws(StepFailure) -> BinlogPosition {
    let group = try BinlogGroup.read(data + "/" + stopped.file, at: stopped.position)
    let own = try await ownSchemas()
    let place = "\(names[stopped.file] ?? stopped.file):\(group.place)"
    guard ForeignGroup(own: own, objects: try await objects(of: own)).isProven(group) else {
      let before = Timestamp(milliseconds: Int64(group.seconds) * 1000)
      throw StepFailure(
        context.say(
          "\(place) ne peut être rejoué à l’écart : « \(group.shown) » (\(SafeText.clean(stopped.error).prefix(200))) ; "
            + "choisissez l’instant d’avant : --to \(before)",
          "\(place) cannot be replayed aside: \"\(group.shown)\" (\(SafeText.clean(stopped.error).prefix(200))); "
            + "choose the moment before it: --to \(before)"))
    }
    context.output.write("# \(place): \(group.shown)\n")
    passed.add("\(place): \(group.shown)")
    return BinlogPosition(file: stopped.file, position: group.end)
  }

  /// Our schema, and those that hold what a restore has put in its place or taken from there.
  func ownSchemas() async throws(StepFailure) -> Set<String> {
    let rows = try await database.ask("SELECT schema_name FROM information_schema.schemata")
    let system: Set<String> = ["information_schema", "performance_schema", "mysql", "sys"]
    return Set(rows.compactMap(\.first)).subtracting(system).union([schema])
  }

  /// The names of all that they hold.
  private func objects(of schemas: Set<String>) async throws(StepFailure) -> Set<String> {
    let list = schemas.sorted().map(ServerDatabase.literal).joined(separator: ",")
    let rows = try await database.ask(
      """
      SELECT table_name FROM information_schema.tables WHERE table_schema IN (\(list)) \
      UNION SELECT routine_name FROM information_schema.routines WHERE routine_schema IN (\(list)) \
      UNION SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema IN (\(list)) \
      UNION SELECT event_name FROM information_schema.events WHERE event_schema IN (\(list))
      """)
    return Set(rows.compactMap(\.first))
  }

  private static func relayName(_ number: Int) -> String { "relay." + String(String(1_000_001 + number).dropFirst()) }

  /// Root may run it as itself: it has no network, and its folder is closed to others.
  private static var user: String { getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "root" }

  private func settings(isInstalling: Bool) -> String {
    let section = programs.engine == .mysql ? "mysqld" : "mariadbd"
    var lines = [
      "[\(section)]", "datadir=\(data)", "socket=\(socket)", "pid-file=\(folder)/server.pid", "log-error=\(log)",
      "tmpdir=\(folder)/tmp", "skip-networking", "skip-log-bin", "event-scheduler=OFF", "skip-name-resolve",
      // Of a backup that does not say how its server was set.
      "character-set-server=utf8mb4", "max_allowed_packet=1G", "log_bin_trust_function_creators=1",
      // Thrown away after a crash: nothing here has to survive one.
      "innodb_flush_log_at_trx_commit=0", "innodb_buffer_pool_size=\(room(least: 128))M",
      // Its own number, so that no event looks like its own.
      "server-id=4000000001", "relay-log=relay", "relay-log-index=relay.index", "relay_log_purge=0",
    ]
    // Ours; and what a restore loads beside it and sets aside, for the log tells how those took its place.
    let front = ThrowawayServer.pattern(SchemaNames.front(of: schema))
    lines += [ThrowawayServer.pattern(schema), front + "\\_\\_new\\_%", front + "\\_\\_before\\_%"].map {
      "replicate-wild-do-table=\($0).%"
    }
    // Nothing is applied by itself. MySQL has renamed it, and a later version knows only the new name.
    lines +=
      programs.engine == .mysql
      ? ["mysqlx=OFF", "secure-file-priv=NULL", "loose-skip-slave-start", "loose-skip-replica-start"]
      : [
        // A log as long as the pool is wide: nothing is written back only to make room in it.
        "innodb_log_file_size=\(room(least: 48))M", "innodb_doublewrite=0", "loose-innodb_flush_method=nosync",
        "skip-slave-start",
      ]
    lines += live.lines(isInstalling: isInstalling)
    return lines.joined(separator: "\n") + "\n"
  }

  /// How long what is loaded may be, at least `least` and up to a sixteenth of the machine's memory.
  private func room(least: Int) -> Int {
    let bytes = max(0, sysconf(Int32(_SC_PHYS_PAGES))) * max(0, sysconf(Int32(_SC_PAGESIZE)))
    return max(least, min(4 * Int(packedBytes >> 20), bytes >> 24, 1024))
  }

  /// `_` and `%` are wild in the pattern of a filter.
  private static func pattern(_ name: String) -> String {
    name.map { $0 == "_" || $0 == "%" ? "\\" + String($0) : String($0) }.joined()
  }

  private func lastWords() -> String {
    let text = (try? FileSystem.read(log)).map { String(decoding: $0.suffix(4000), as: UTF8.self) } ?? ""
    let lines = text.split(separator: "\n")
    return SafeText.clean(lines.last { $0.contains("[ERROR]") }.map(String.init) ?? lines.last.map(String.init) ?? "")
  }

  /// What was passed over, told by whoever replays.
  private final class Passed: @unchecked Sendable {
    private var mutex = pthread_mutex_t()
    private var list: [String] = []
    private var unseen: (count: Int, first: String)?

    init() { pthread_mutex_init(&mutex, nil) }
    deinit { pthread_mutex_destroy(&mutex) }

    var leftOut: (count: Int, first: String)? {
      pthread_mutex_lock(&mutex)
      defer { pthread_mutex_unlock(&mutex) }
      return unseen
    }

    func note(_ count: Int, first: String) {
      pthread_mutex_lock(&mutex)
      defer { pthread_mutex_unlock(&mutex) }
      unseen = (count, first)
    }

    var all: [String] {
      pthread_mutex_lock(&mutex)
      defer { pthread_mutex_unlock(&mutex) }
      return list
    }

    func add(_ line: String) {
      pthread_mutex_lock(&mutex)
      defer { pthread_mutex_unlock(&mutex) }
      list.append(line)
    }
  }

  /// Whether the server's process lives, told by the thread that waits for it.
  private final class Ending: @unchecked Sendable {
    private var mutex = pthread_mutex_t()
    private var pid: Int32 = 0
    private var isOver = true

    init() { pthread_mutex_init(&mutex, nil) }
    deinit { pthread_mutex_destroy(&mutex) }

    var hasEnded: Bool { locked { isOver } }
    func begin() {
      locked {
        isOver = false; pid = 0
      }
    }
    func started(_ pid: Int32) { locked { self.pid = pid } }
    func ended() { locked { isOver = true } }
    func signal(_ number: Int32) { locked { if !isOver, pid > 0 { _ = Glibc.kill(pid, number) } } }
    func kill() { signal(SIGKILL) }

    private func locked<Value>(_ body: () -> Value) -> Value {
      pthread_mutex_lock(&mutex)
      defer { pthread_mutex_unlock(&mutex) }
      return body()
    }
  }
}
