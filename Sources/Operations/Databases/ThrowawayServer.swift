import Glibc
import Host
import Maintenance
import Synchronization

/// A database server of our own, for as long as one step lasts: no network, no log, no events, its data in a folder that is
/// thrown away. Backups are loaded and replayed here, never onto what is live. The kernel ends it when this process ends.
///
/// Replaying is left to the server's own replication thread, from copies of the binary log in the place of relay logs, with
/// a filter on the schema. It is the one way that applies exactly what concerns the schema: `--database` of the log's client
/// goes by the schema that was in use and loses the rest, and without a filter the events of other schemas fail or, on a
/// live server, hit them (https://mariadb.com/kb/en/replication-filters/).
final class ThrowawayServer: Sendable {
  let folder: String
  let programs: ServerPrograms
  let schema: String
  let live: ServerSettings
  private let packedBytes: UInt64
  let context: StepContext
  private let end = ServerProcess()
  let passed = Mutex(PassedOver())
  private let counted = Mutex<[String: Int]?>(nil)

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

  /// Keeps what was counted of each table, when nothing is written any more.
  func noteRows(_ rows: [String: Int]) { counted.withLock { $0 = rows } }

  /// How many rows each table of the schema holds: counted at most once after the last was written.
  func rows() async throws(StepFailure) -> [String: Int] {
    if let known = counted.withLock({ $0 }) { return known }
    return try await database.rows()
  }

  var data: String { folder + "/data" }
  private var socket: String { folder + "/s" }
  var credentials: String { folder + "/client.cnf" }
  var options: String { folder + "/server.cnf" }
  private var log: String { folder + "/server.log" }

  /// Makes its folder, with nobody but root in it.
  func makeFolder() async throws(StepFailure) {
    // sockaddr_un holds 108 bytes (unix(7)).
    guard socket.utf8.count < 108 else { throw StepFailure("\(socket): too long for a socket; shorten --state") }
    try await clear()
    do throws(FileFault) {
      try FileSystem.makeFolder(folder)
      try FileSystem.makeFolder(folder + "/tmp")
      try FileSystem.writeAtomically(options, Array(settings(isInstalling: true).utf8))
      try FileSystem.writeAtomically(credentials, Array("[client]\nsocket=\(socket)\nuser=root\n".utf8))
    } catch {
      throw StepFailure(error)
    }
  }

  /// Throws away what a killed run has left. What it had started to install a server may go on writing there for a moment.
  private func clear() async throws(StepFailure) {
    let limit = ContinuousClock.now + .seconds(30)
    while true {
      do throws(FileFault) { return try FileSystem.removeTree(folder) } catch {
        guard error.code == ENOTEMPTY, ContinuousClock.now < limit, !Task.isCancelled else { throw StepFailure(error) }
      }
      try? await Task.sleep(for: .milliseconds(100))
    }
  }

  /// Installs and starts it; a value, for it is done while the dump is unpacked.
  func begun() async -> Result<Void, StepFailure> {
    do throws(StepFailure) {
      try await install()
      return .success(try await start())
    } catch {
      return .failure(error)
    }
  }

  /// Makes the data folder.
  private func install() async throws(StepFailure) {
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

  /// Root may run it as itself: it has no network, and its folder is closed to others.
  private static var user: String { getpwuid(geteuid()).map { String(cString: $0.pointee.pw_name) } ?? "root" }

  func settings(isInstalling: Bool) -> String {
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

  func lastWords() -> String {
    let text = (try? FileSystem.read(log)).map { String(decoding: $0.suffix(4000), as: UTF8.self) } ?? ""
    let lines = text.split(separator: "\n")
    return SafeText.clean(lines.last { $0.contains("[ERROR]") }.map(String.init) ?? lines.last.map(String.init) ?? "")
  }
}
