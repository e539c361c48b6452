import Glibc
import Host

/// A private MariaDB in a temporary folder, on its socket and a loopback port of its own, its binary log on. It ends with
/// the test, and with the test's process whatever happens to that.
public final class MariaDBServer: Sendable {
  /// A server that did not start, or a statement that failed.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String

    public init(description: String) { self.description = description }
  }

  /// Where the server lives: `data/`, `log/`, `run.sock`, `my.cnf`.
  public let folder: String
  /// The server's socket.
  public var socket: String { folder + "/run.sock" }
  /// A client option file for the server's root: on its socket, without a password.
  public var rootCredentials: String { folder + "/root.cnf" }
  /// Whether the binary log is on.
  public let hasBinlog: Bool
  private let pidBox = Box()
  private let runner = SubprocessRunner(home: "/")

  private final class Box: @unchecked Sendable {
    private var mutex = pthread_mutex_t()
    private var pid: Int32 = 0
    private var ended = true
    init() { pthread_mutex_init(&mutex, nil) }
    func with<Value>(_ body: (inout Int32, inout Bool) -> Value) -> Value {
      pthread_mutex_lock(&mutex)
      defer { pthread_mutex_unlock(&mutex) }
      return body(&pid, &ended)
    }
  }

  /// Makes the data folder; the server is not started yet.
  ///
  /// - Parameters:
  ///   - folder: an empty folder; its path must be short, as every socket's.
  ///   - settings: lines of its option file beside the usual ones; those that shape the data folder are told when it is made.
  public init(folder: String, binlog: Bool = true, settings: [String] = []) async throws {
    self.folder = folder
    hasBinlog = binlog
    for name in ["data", "log", "tmp"] { try FileSystem.makeFolder(folder + "/" + name) }
    var lines = [
      "[mariadbd]", "datadir=\(folder)/data", "socket=\(folder)/run.sock", "pid-file=\(folder)/run.pid",
      "log-error=\(folder)/log/error.log", "tmpdir=\(folder)/tmp", "skip-networking", "skip-name-resolve",
      "server-id=1", "max_connections=50", "log_bin_trust_function_creators=1", "innodb_buffer_pool_size=32M",
      "innodb_log_file_size=8M", "innodb_flush_log_at_trx_commit=2", "character-set-server=utf8mb4",
      "collation-server=utf8mb4_unicode_ci",
    ]
    if binlog { lines += ["log-bin=\(folder)/log/mysql-bin", "binlog_format=ROW", "sync_binlog=1"] }
    let structural = settings.filter { $0.hasPrefix("innodb_page_size") || $0.hasPrefix("lower_case_table_names") }
    try write("my.cnf", (lines + structural).joined(separator: "\n") + "\n")
    try write("root.cnf", "[client]\nsocket=\(folder)/run.sock\nuser=root\n")
    let install = Command(
      "mariadb-install-db",
      [
        "--defaults-file=\(folder)/my.cnf", "--user=\(Self.user)", "--skip-test-db",
        "--auth-root-authentication-method=normal",
      ],
      limitSeconds: 120)
    let result = try await runner.run(install)
    guard result.isSuccess else { throw Failure(description: "mariadb-install-db: \(result.text)\(result.errorText)") }
    try write("my.cnf", (lines + settings).joined(separator: "\n") + "\n")
  }

  /// Starts the server and waits until it answers.
  ///
  /// - Parameter shift: how far its clock on the wall is from ours, as faketime(1) writes it: `-3d`.
  public func start(shift: String? = nil) async throws {
    let words = ["mariadbd", "--defaults-file=\(folder)/my.cnf", "--user=\(Self.user)"]
    // The library alone: its program would stay between us and the server. The linker knows $LIB (ld.so(8)).
    let shifted =
      shift.map {
        ["env", "LD_PRELOAD=/usr/$LIB/faketime/libfaketime.so.1", "FAKETIME_DONT_FAKE_MONOTONIC=1", "FAKETIME=" + $0]
      } ?? []
    let program = CompanionProgram(shifted + words, logFile: folder + "/log/output.log")
    let pid = try await program.start { [pidBox] _ in pidBox.with { $1 = true } }
    pidBox.with {
      $0 = pid
      $1 = false
    }
    let ping = Command("mariadb-admin", ["--defaults-file=\(rootCredentials)", "ping"], limitSeconds: 5)
    let came = try await eventually(withinSeconds: 60) {
      if pidBox.with({ $1 }) { return true }
      return try await runner.run(ping).isSuccess
    }
    guard came, !pidBox.with({ $1 }) else {
      let log = (try? FileSystem.read(folder + "/log/error.log")).map { String(decoding: $0, as: UTF8.self) }
      throw Failure(description: "mariadbd did not start: \(log ?? "")")
    }
  }

  /// Runs SQL as root; a line for each row, its columns parted by tabs.
  @discardableResult
  public func query(_ sql: String, schema: String? = nil) async throws -> [String] {
    let words = [
      "--defaults-file=\(rootCredentials)", "--batch", "--skip-column-names", "--default-character-set=utf8mb4",
    ]
    let result = try await runner.run(
      Command(
        "mariadb", words + ["--execute", sql] + (schema.map { [$0] } ?? []), limitSeconds: 300, captureLimit: 16 << 20))
    guard result.isSuccess else { throw Failure(description: "\(sql.prefix(80)): \(result.errorText)") }
    return result.text.split(separator: "\n").map(String.init)
  }

  /// A connection of root's that has run these statements and stays; the last of them must answer `held`.
  public func session(_ sql: String) async throws -> HeldSession {
    let fifo = folder + "/session-\(UInt32.random(in: 0...UInt32.max))"
    guard mkfifo(fifo, 0o600) == 0 else { throw Failure(description: "mkfifo \(fifo)") }
    let session = HeldSession(input: open(fifo, O_RDWR | O_CLOEXEC), path: fifo)
    let log = fifo + ".log"
    let program = CompanionProgram(
      [
        "sh", "-c", "exec mariadb --defaults-file=\"$1\" --unbuffered --batch --skip-column-names < \"$2\"", "sh",
        rootCredentials, fifo,
      ],
      logFile: log)
    session.begin(try await program.start { _ in })
    session.send(sql + ";\n")
    let came = await eventually(withinSeconds: 30) {
      (try? FileSystem.read(log)).map { String(decoding: $0, as: UTF8.self).contains("held") } ?? false
    }
    guard came else { throw Failure(description: "\(sql): no answer") }
    return session
  }

  /// A connection that stays until it is ended.
  public final class HeldSession: @unchecked Sendable {
    private let input: Int32
    private let path: String
    private var pid: Int32 = 0

    init(input: Int32, path: String) {
      self.input = input
      self.path = path
    }

    func begin(_ pid: Int32) { self.pid = pid }
    /// Sends more statements; their answers go nowhere.
    public func send(_ text: String) { _ = text.withCString { Glibc.write(input, $0, strlen($0)) } }

    /// Hangs up: what it held is given back.
    public func end() {
      if pid > 0 { kill(pid, SIGKILL) }
      pid = 0
    }

    deinit {
      end()
      close(input)
      unlink(path)
    }
  }

  /// Runs a file of SQL as root, as `mariadb < FILE`.
  public func source(_ path: String) async throws {
    let result = try await runner.run(
      Command(
        "mariadb", ["--defaults-file=\(rootCredentials)", "--default-character-set=utf8mb4", "--binary-mode"],
        inputFile: path, limitSeconds: 300))
    guard result.isSuccess else { throw Failure(description: "\(path): \(result.errorText)") }
  }

  /// Writes a client option file of mode 0600 for an account, and answers its path.
  public func credentials(user: String, password: String) throws -> String {
    let path = folder + "/\(user).cnf"
    try write("\(user).cnf", "[client]\nsocket=\(socket)\nuser=\(user)\npassword=\"\(password)\"\n")
    return path
  }

  /// Sends the server a signal; `SIGKILL` is a crash.
  public func signal(_ number: Int32) { pidBox.with { if !$1, $0 > 0 { kill($0, number) } } }

  /// Stops the server in order and waits for its end; harmless when it does not run.
  public func stop() async {
    signal(SIGTERM)
    if await !eventually(withinSeconds: 30, { pidBox.with { $1 } }) { signal(SIGKILL) }
  }

  deinit { signal(SIGKILL) }

  private static var user: String { geteuid() == 0 ? "root" : String(cString: getpwuid(geteuid()).pointee.pw_name) }

  private func write(_ name: String, _ text: String) throws {
    try FileSystem.writeAtomically(folder + "/" + name, Array(text.utf8))
  }
}
