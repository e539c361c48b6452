import Glibc
import Host
import Maintenance
import Operations
import TestSupport
import Testing

/// A small application in a temporary folder: an SQLite database, a file tree, a configuration folder and a daemon with a
/// pidfile; and the operations on it, run in this process or by a worker process.
final class Application: Sendable {
  let folder: TemporaryFolder
  let state: StateFolder
  let plan: Plan
  let host = Host(
    clock: SystemClock(), roots: Roots(), commands: SubprocessRunner(graceSeconds: 0.5, companionGraceSeconds: 0.2))

  var database: String { folder.path + "/data/nationsounds.sqlite" }
  var files: String { folder.path + "/data/www" }
  var configuration: String { folder.path + "/data/etc/app" }
  var single: String { folder.path + "/data/etc/single.conf" }
  var pidfile: String { folder.path + "/data/site.pid" }

  /// - Parameter arranged: changes the plan; it is given the folder in which everything lies.
  init(withDaemon: Bool = true, arranged: (inout Plan, String) -> Void = { _, _ in }) async throws {
    folder = try TemporaryFolder()
    state = StateFolder(folder.path + "/state")
    var plan = Plan(application: "Test", timezone: "Europe/Paris")
    let data = folder.path + "/data"
    plan.language = .english
    plan.databases = [DatabasePlan(name: "main", engine: .sqlite, schema: data + "/nationsounds.sqlite")]
    plan.folders.files = data + "/www"
    plan.folders.configuration = [data + "/etc/app", data + "/etc/single.conf"]
    if withDaemon {
      plan.services = [
        ServicePlan(name: "site", manager: .pidfile(path: data + "/site.pid", start: [data + "/site.sh"]))
      ]
    }
    arranged(&plan, data)
    self.plan = plan
    try fill()
    try await query(
      """
      PRAGMA journal_mode=WAL; PRAGMA user_version=7;
      CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT, photo BLOB);
      CREATE TABLE "odd ""name"(v TEXT);
      CREATE TABLE empty(v);
      CREATE INDEX by_name ON users(name);
      CREATE VIEW names AS SELECT name FROM users;
      CREATE TRIGGER t AFTER INSERT ON "odd ""name" BEGIN INSERT INTO users(name) VALUES('by; trigger'); END;
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<200)
        INSERT INTO users SELECT i, 'User ' || i || ' ''é'' ; -- x' || char(10) || 'ATTACH', randomblob(20) FROM n;
      INSERT INTO "odd ""name" VALUES('a'), (NULL);
      """)
  }

  private func fill() throws {
    try folder.write("data/www/index.php", "<?php echo 'hello';")
    try folder.write("data/www/storage/uploads/a b.txt", "upload")
    symlink("index.php", files + "/link")
    link(files + "/index.php", files + "/hard")
    try folder.write("data/etc/app/app.conf", "a=1\n")
    try folder.write("data/etc/single.conf", "single\n")
    try folder.write(
      "data/site.sh",
      "#!/bin/sh\ntrap 'rm -f \(pidfile); exit 0' TERM\necho $$ > \(pidfile).new\nmv \(pidfile).new \(pidfile)\n"
        + "while :; do sleep 0.2; done\n")
    chmod(folder.path + "/data/site.sh", 0o700)
  }

  deinit { if let pid = daemonPID { kill(pid, SIGKILL) } }

  /// The pid of the living daemon.
  var daemonPID: Int32? {
    guard let text = try? FileSystem.read(pidfile),
      let pid = Int32(String(decoding: text, as: UTF8.self).prefix { $0.isNumber }),
      ProcessFacts.read(pid: pid, roots: Roots())?.isAlive == true
    else { return nil }
    return pid
  }

  /// Runs SQL on the live database, or on another one.
  @discardableResult
  func query(_ sql: String, in file: String? = nil) async throws -> [String] {
    let result = try await host.commands.run(Command("sqlite3", ["-bail", file ?? database, sql]))
    try #require(result.isSuccess, "\(result.errorText)")
    return result.text.split(separator: "\n").map(String.init)
  }

  /// The whole content of a database as text, to compare.
  func dump(_ file: String? = nil) async throws -> String {
    try await host.commands.run(Command("sqlite3", [file ?? database, ".dump"])).text
  }

  /// What a file tree holds: names, kinds, modes and contents.
  func listing(_ root: String) throws -> [String] {
    var lines: [String] = []
    try FileSystem.walk(root) { path, facts in
      let content = facts.kind == .file ? String(decoding: (try? FileSystem.read(path)) ?? [], as: UTF8.self) : ""
      lines.append("\(path.dropFirst(root.utf8.count)) \(facts.kind) \(facts.mode) \(content)")
    }
    return lines
  }

  func preview(_ request: OperationRequest) async -> OperationPreview {
    await Procedures.preview(request: request, plan: plan, state: state, host: host)
  }

  /// Orders an operation and answers its folder; nothing has run yet.
  func order(_ request: OperationRequest, allowingRed: Bool = false) async throws -> OperationFolder {
    let preview = await preview(request)
    if !allowingRed { try #require(preview.isAllowed, "\(preview.preflight)") }
    let now = Timestamp(milliseconds: host.clock.wallMilliseconds())
    let ticket = Procedures.ticket(
      id: OperationID.make(at: now), preview: preview, plan: plan, by: .agent, reason: nil, at: now)
    return try OperationFolder.create(ticket, state: state)
  }

  /// Runs an operation in this process.
  @discardableResult
  func run(_ request: OperationRequest, allowingRed: Bool = false, commands: (any CommandRunner)? = nil) async throws
    -> OperationStatus
  {
    let folder = try await order(request, allowingRed: allowingRed)
    return try await run(folder, commands: commands)
  }

  /// Runs, or resumes, an ordered operation in this process.
  @discardableResult
  func run(_ folder: OperationFolder, commands: (any CommandRunner)? = nil) async throws -> OperationStatus {
    var host = host
    if let commands { host.commands = commands }
    let status = await Worker.run(id: folder.id, state: state, host: host, handlesSignals: false)
    let folded = try self.status(folder)
    #expect(folded.exitStatus == status)
    return folded
  }

  /// A backup of a leg and its id.
  func backUp(_ leg: BackupLeg) async throws -> String {
    let status = try await run(.backup(leg: leg))
    try #require(status.state == .done, "\(status.message ?? "")")
    return try #require(
      Catalogue.newest(
        backups: state.backups, leg: leg, now: Timestamp(milliseconds: host.clock.wallMilliseconds()))
    ).id
  }

  func status(_ folder: OperationFolder) throws -> OperationStatus {
    // Long after its order: whether a worker lives is all that counts.
    try folder.status(now: Timestamp(milliseconds: host.clock.wallMilliseconds() + 3_600_000))
  }

  func catalogue(_ leg: BackupLeg) throws -> [BackupSummary] {
    try Catalogue.list(
      backups: state.backups, leg: leg, plan: nil, now: Timestamp(milliseconds: host.clock.wallMilliseconds()))
  }

  /// The worker program of the tests.
  static func workerProgram() throws -> String { try TestPrograms.worker() }
}
