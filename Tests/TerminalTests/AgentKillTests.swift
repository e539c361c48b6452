import Glibc
import Host
import Maintenance
import TestSupport
import Testing

/// `kill -9` of the agent at random moments of putting a schema in place: alone, with the worker, and with the server and
/// the worker, as when the power fails. All tables are old or all new, the next agent says which, and the way back works.
@Suite struct AgentKillTests {
  private static let kills = getenv("VIGIE_LONG_TESTS") == nil ? 3 : 36
  private static let tables = 30

  private let victims: [Set<Victim>] = [[.agent], [.agent, .worker], [.agent, .worker, .server]]

  private enum Victim { case agent, worker, server }

  /// The station's plan for a schema on a real server, and the words that name it.
  private func prepare(_ station: Station, _ server: MariaDBServer) async throws -> [String] {
    let tables = (0..<Self.tables).map { number in
      """
      CREATE TABLE t\(number)(id INT PRIMARY KEY, state VARCHAR(9)) ENGINE=InnoDB;
      INSERT INTO t\(number) VALUES (1,'good');
      CREATE TRIGGER t\(number)_bi BEFORE INSERT ON t\(number) FOR EACH ROW SET NEW.state = 'written';
      """
    }
    try await server.query("CREATE DATABASE shop")
    try await server.query(tables.joined(), schema: "shop")
    try station.folder.write(
      "plan.yaml",
      """
      application: Shop
      timezone: UTC
      language: en
      databases:
        main:
          engine: mariadb
          schema: shop
          credentials: \(server.rootCredentials)
      backups:
        database.full: {at: "01:00", keep: 30d}
      """)
    return ["--plan", station.folder.path + "/plan.yaml", "--no-input"]
  }

  private func states(_ server: MariaDBServer) async throws -> Set<String> {
    let query = (0..<Self.tables).map { "SELECT state FROM t\($0)" }.joined(separator: " UNION ALL ")
    return Set(try await server.query(query, schema: "shop"))
  }

  private func damage(_ server: MariaDBServer) async throws {
    let updates = (0..<Self.tables).map { "UPDATE t\($0) SET state='damaged'" }.joined(separator: ";")
    try await server.query(updates, schema: "shop")
  }

  @Test func aKilledAgentLeavesAllOldOrAllNewAndTheNextSaysWhich() async throws {
    try await Station.with { station in
      try FileSystem.makeFolder(station.folder.path + "/m")
      let server = try await MariaDBServer(folder: station.folder.path + "/m")
      try await server.start()
      do {
        let plan = try await prepare(station, server)
        _ = try await succeeds(station, ["backup", "database.full"] + plan)
        let backup = try #require(try FileSystem.names(in: station.state.path + "/backups/database.full").first)
        var numbers = SeededNumbers(seed: 17)
        for kill in 0..<Self.kills {
          try await damage(server)
          try await strike(
            station, server, plan, backup, victims[kill % victims.count],
            after: Int.random(in: 0..<400, using: &numbers))
        }
        #expect(try await station.vigie(["register", "verify"] + plan.prefix(2)).isSuccess)
      } catch {
        await server.stop()
        throw error
      }
      await server.stop()
    }
  }

  private func strike(
    _ station: Station, _ server: MariaDBServer, _ plan: [String], _ backup: String, _ victims: Set<Victim>,
    after milliseconds: Int
  ) async throws {
    let said = Comment(rawValue: "\(victims) after \(milliseconds) ms")
    let known = Set(try FileSystem.names(in: station.state.operations))
    let restore = Task {
      try await station.vigie(["restore", "database", "--from-backup", backup, "--confirm", "shop"] + plan)
    }
    var operation = ""
    let began = try await eventually(withinSeconds: 90) {
      operation = try FileSystem.names(in: station.state.operations).first { !known.contains($0) } ?? ""
      return !operation.isEmpty && text(station, operation, "output").contains("/rename.sql")
    }
    try #require(began, said)
    try await Task.sleep(for: .milliseconds(milliseconds))
    let worker = station.workerPid(operation).flatMap(ProcessHandle.init(pid:))
    if let agent = station.agentPid.flatMap(ProcessHandle.init(pid:)) {
      agent.signal(SIGKILL)
      #expect(await agent.waitForEnd(withinSeconds: 10), said)
    }
    if victims.contains(.worker) { worker?.signal(SIGKILL) }
    if victims.contains(.server) { server.signal(SIGKILL) }
    if let worker { #expect(await worker.waitForEnd(withinSeconds: 60), said) }
    restore.cancel()
    _ = await restore.result
    if victims.contains(.server) {
      await server.stop()
      try await server.start()
    }

    // The next agent knows how it ended.
    var found: OperationStatus?
    // It reads the operations' journals one after the other once it has started.
    _ = try await eventually(withinSeconds: 60) {
      let all = try await station.read([OperationStatus].self, ["operation", "list"] + plan.prefix(2))
      found = all.first { $0.id == operation }
      return found.map { $0.state != .running } ?? false
    }
    let status = try #require(found, said)
    #expect(status.state == .done || status.state == .interrupted, "\(victims) after \(milliseconds) ms: \(status)")
    let states = try await states(server)
    #expect(states == ["damaged"] || states == ["good"], said)
    if status.state == .done { #expect(states == ["good"], said) }
    if status.wayBack != nil {
      let back = try await station.vigie(["revert", operation, "--confirm", "shop"] + plan)
      #expect(back.isSuccess, "\(victims): \(back.text)\(back.errorText)")
    } else {
      #expect(status.state == .interrupted && states == ["damaged"], said)
    }
    #expect(try await self.states(server) == ["damaged"], said)
    for name in try await server.query("SHOW DATABASES LIKE 'shop\\_\\_%'") {
      try await server.query("DROP DATABASE `\(name)`")
    }
  }

  private func text(_ station: Station, _ operation: String, _ file: String) -> String {
    let bytes = try? FileSystem.read(station.state.operation(operation) + "/" + file)
    return String(decoding: bytes ?? [], as: UTF8.self)
  }

  private func succeeds(_ station: Station, _ words: [String]) async throws -> String {
    let result = try await station.vigie(words)
    try #require(result.isSuccess, "\(words): \(result.errorText)")
    return result.text
  }
}
