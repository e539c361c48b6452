import FoundationEssentials
import Glibc
import Host
import Maintenance
import TestSupport
import Testing
import Wire

/// A state folder with the real program on it: commands, a dashboard in a terminal, and the end of everything that was
/// started, whatever the test came to.
final class Station: Sendable {
  let folder: TemporaryFolder
  let state: StateFolder
  let program: String
  /// Where a test puts a copy of the program that other users may run.
  var publicProgram: String { folder.path + "/vigie" }
  private let runner = SubprocessRunner(home: "/", graceSeconds: 1)

  /// Runs a test on a station of its own, and clears up after it.
  ///
  /// - Parameter path: the state folder; one in the station's own folder when it is left out.
  static func with(
    state path: String? = nil, _ body: (Station) async throws -> Void
  ) async throws {
    let station = try Station(path)
    do { try await body(station) } catch {
      await station.end()
      throw error
    }
    await station.end()
  }

  private init(_ path: String?) throws {
    folder = try TemporaryFolder()
    state = StateFolder(path ?? folder.path + "/s")
    program = try Station.programUnderTest()
  }

  /// `vigie` lies beside the test bundle.
  static func programUnderTest() throws -> String {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    try #require(count > 0)
    let program = FileSystem.parent(of: String(decoding: buffer.prefix(count), as: UTF8.self)) + "/vigie"
    try #require(SafePath.find(program) != nil, "\(program) is not built")
    return program
  }

  // MARK: Commands

  /// Runs `vigie` with these arguments on this station's state folder.
  @discardableResult
  func vigie(
    _ arguments: String..., environment: [String: String] = [:], by user: UnixUser? = nil
  ) async throws -> CommandResult {
    try await vigie(arguments, environment: environment, by: user)
  }

  /// Runs `vigie` with these arguments on this station's state folder.
  @discardableResult
  func vigie(
    _ arguments: [String], environment: [String: String] = [:], by user: UnixUser? = nil
  ) async throws -> CommandResult {
    var words = (user?.prefix ?? []) + [user == nil ? program : publicProgram] + arguments + ["--state", state.path]
    if !environment.isEmpty { words = ["env"] + environment.map { "\($0.key)=\($0.value)" }.sorted() + words }
    return try await run(words)
  }

  /// Runs a program to its end.
  @discardableResult
  func run(_ words: [String]) async throws -> CommandResult {
    let result = try await runner.run(
      Command(words[0], Array(words.dropFirst()), limitSeconds: 90, captureLimit: 8 << 20))
    return result
  }

  /// Runs a command that must succeed, and answers what it says.
  @discardableResult
  func ask(_ arguments: String...) async throws -> String {
    let result = try await vigie(arguments)
    try #require(
      result.isSuccess, "vigie \(arguments.joined(separator: " ")): \(result.shellStatus) \(result.errorText)")
    return result.text
  }

  /// Runs a command with `--json` and reads the value in its document.
  func read<Value: Decodable>(_ type: Value.Type, _ arguments: String...) async throws -> Value {
    try await read(type, arguments)
  }

  /// Runs a command with `--json` and reads the value in its document.
  func read<Value: Decodable>(_ type: Value.Type, _ arguments: [String]) async throws -> Value {
    let result = try await vigie(arguments + ["--json"])
    try #require(
      !result.output.isEmpty, "vigie \(arguments.joined(separator: " ")): \(result.shellStatus) \(result.errorText)")
    return try JSONDecoder().decode(Document<Value>.self, from: Data(result.output)).value
  }

  private struct Document<Value: Decodable>: Decodable {
    let format: String
    let value: Value
  }

  /// Everything, as the agent tells it; an agent is started when none runs.
  func situation() async throws -> Situation { try await read(Situation.self) }

  /// Waits until the Situation holds, and answers it.
  @discardableResult
  func until(
    _ what: String, withinSeconds limit: Double = 30, _ holds: (Situation) -> Bool
  ) async throws -> Situation {
    var last: Situation?
    let came = try await eventually(withinSeconds: limit) {
      let situation = try await situation()
      last = situation
      return holds(situation)
    }
    try #require(came, "never so: \(what); problems: \(last?.problems.map(\.id) ?? [])")
    return try #require(last)
  }

  /// Starts the agent and waits until the sandbox stands and its site answers.
  @discardableResult
  func untilSiteAnswers() async throws -> Situation {
    try await until("the site answers") { situation in
      situation.services.first { $0.name == "site" }?.answer.fresh?.fault == nil
        && situation.services.first { $0.name == "site" }?.condition.fresh?.activity == .active
    }
  }

  /// The rows of the audit, oldest first.
  func audit() async throws -> [AuditEntry] {
    try await read([AuditEntry].self, "register", "list", "--limit", "1000").sorted { $0.sequence < $1.sequence }
  }

  /// Waits until the register holds, and answers its rows.
  @discardableResult
  func untilRegister(
    _ what: String, withinSeconds limit: Double = 30, _ holds: ([AuditEntry]) -> Bool
  ) async throws -> [AuditEntry] {
    var last: [AuditEntry] = []
    let came = try await eventually(withinSeconds: limit) {
      last = try await audit()
      return holds(last)
    }
    try #require(came, "never in the register: \(what); rows: \(last.map { "\($0.action) \($0.target)" })")
    return last
  }

  /// The operations, newest first.
  func operations() async throws -> [OperationStatus] { try await read([OperationStatus].self, "operation", "list") }

  /// Asks SQLite, a line for each row.
  func sqlite(_ database: String, _ sql: String) async throws -> [String] {
    let result = try await run(["sqlite3", "-batch", "-cmd", ".timeout 5000", database, sql])
    try #require(result.isSuccess, "\(sql): \(result.errorText)")
    return result.text.split(separator: "\n").map(String.init)
  }

  /// One hash over the names and the contents of all files below a folder.
  func treeHash(_ path: String) async throws -> String {
    let script = "cd \"$1\" && find . -type f -print0 | sort -z | xargs -0 sha256sum | sha256sum"
    let result = try await run(["sh", "-c", script, "sh", path])
    try #require(result.isSuccess, "\(result.errorText)")
    return result.text
  }

  /// Who the agent says this process is, by the kernel's word.
  func person() async throws -> Operator {
    let path = state.socket
    return try await offPool { try WireConversation(path: path, program: "tests", limitSeconds: 60).welcome.person }
  }

  // MARK: Processes

  var agentPid: Int32? { FileLock.holder(state.agentLock) }
  var sitePid: Int32? { FileLock.holder(state.sandbox + "/run/site.lock") }

  /// The pid of an operation's worker, while it lives.
  func workerPid(_ operation: String) -> Int32? { FileLock.holder(state.operation(operation) + "/lock") }

  /// Kills a process as `kill -9` does and waits until it is gone.
  func killNow(_ pid: Int32) async throws {
    let process = try #require(ProcessHandle(pid: pid))
    process.signal(SIGKILL)
    try #require(await process.waitForEnd(withinSeconds: 10), "\(pid) does not die")
  }

  /// Ends the agent in the orderly way.
  func stopAgent() async throws {
    guard let pid = agentPid, let agent = ProcessHandle(pid: pid) else { return }
    agent.signal(SIGTERM)
    try #require(await agent.waitForEnd(withinSeconds: 20), "the agent does not end")
  }

  /// Ends everything that lives on this state folder, by pid. The agent first: it is who starts the others.
  private func end() async {
    await Station.end([agentPid].compactMap { $0 })
    for _ in 0..<3 {
      let living = members()
      if living.isEmpty { return }
      await Station.end(living)
    }
  }

  /// The processes that were started with this state folder as an argument: also a site whose agent has ended before
  /// the site could take its lock.
  private func members() -> [Int32] {
    let pids = ((try? FileSystem.names(in: "/proc")) ?? []).compactMap { Int32($0) }
    return pids.filter { pid in
      let line = (try? FileSystem.read("/proc/\(pid)/cmdline", limit: 65_536)) ?? []
      return line.split(separator: 0).contains { $0.elementsEqual(state.path.utf8) }
    }
  }

  private static func end(_ pids: [Int32]) async {
    let processes = pids.filter { $0 != getpid() }.compactMap { ProcessHandle(pid: $0) }
    for process in processes {
      process.signal(SIGCONT)
      process.signal(SIGTERM)
    }
    for process in processes where !(await process.waitForEnd(withinSeconds: 5)) {
      process.signal(SIGKILL)
      _ = await process.waitForEnd(withinSeconds: 5)
    }
  }
}
