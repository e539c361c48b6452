import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// `kill -9` of the worker or of the server at random moments of putting a schema in place: all tables old or all new, never a
/// mixture; the way back works every time.
@Suite struct PutInPlaceKillTests {
  private static let kills = getenv("VIGIE_LONG_TESTS") == nil ? 3 : 50
  private static let tables = 40

  /// A shop with more tables, so that the rename takes its time; each holds one row that says which state it is of.
  private func shop() async throws -> (Shop, BackupManifest) {
    let shop = try await Shop(rows: 500)
    for number in 0..<Self.tables {
      try await shop.server.query(
        """
        CREATE TABLE t\(number)(id INT PRIMARY KEY, state VARCHAR(9)) ENGINE=InnoDB;
        INSERT INTO t\(number) VALUES (1,'good');
        CREATE TRIGGER t\(number)_bi BEFORE INSERT ON t\(number) FOR EACH ROW SET NEW.state = 'written';
        """, schema: "nationsounds")
    }
    return (shop, try await shop.backUp(.databaseFull))
  }

  private func damage(_ shop: Shop) async throws {
    let updates = (0..<Self.tables).map { "UPDATE t\($0) SET state='damaged'" }.joined(separator: ";")
    try await shop.server.query(updates, schema: "nationsounds")
  }

  /// Which states the tables are of: one of them, or there is a mixture.
  private func states(_ shop: Shop) async throws -> Set<String> {
    let query = (0..<Self.tables).map { "SELECT state FROM t\($0)" }.joined(separator: " UNION ALL ")
    let rows = try await shop.server.query(query, schema: "nationsounds")
    #expect(rows.count == Self.tables)
    return Set(rows)
  }

  @Test func aKilledWorkerLeavesAllOldOrAllNewAndIsGoneBackFrom() async throws {
    let (shop, backup) = try await shop()
    let other = try await shop.sums("other")
    var numbers = SeededNumbers(seed: 15)
    for kill in 0..<Self.kills {
      try await damage(shop)
      let live = try await shop.sums()
      let folder = try await shop.order(.restore(scope: .database, backup: backup.id))
      let swap = try #require(try folder.ticket().procedure.steps.firstIndex { $0.verb == SwapSchema.name })
      let ended = Flag()
      let pid = try await CompanionProgram(
        [try TestPrograms.worker(), "worker", folder.id, "--state", shop.state.path], logFile: folder.path + "/w.log"
      ).start { _ in ended.raise() }
      let began = await eventually(withinSeconds: 120) {
        folder.journal().contains { $0.event == .stepStarted(swap) } || ended.isRaised
      }
      #expect(began)
      try await Task.sleep(for: .milliseconds(Int.random(in: 0..<400, using: &numbers)))
      Glibc.kill(pid, SIGKILL)
      #expect(await eventually(withinSeconds: 60) { ended.isRaised })
      let found = try await states(shop)
      #expect(found == ["damaged"] || found == ["good"], "kill \(kill): \(found)")
      let status = try folder.status(now: shop.now.adding(seconds: 3600))
      #expect(status.state == .interrupted && status.wayBack != nil, "kill \(kill): \(status)")
      let back = try await shop.run(.revert(operation: folder.id))
      #expect(back.state == .done, "kill \(kill): \(back.message ?? "")")
      #expect(try await shop.sums() == live, "kill \(kill)")
      #expect(try await shop.sums("other") == other, "kill \(kill)")
      for name in try await shop.asides() { try await shop.server.query("DROP DATABASE `\(name)`") }
    }
  }

  @Test func aKilledServerHasAllOldOrAllNewWhenItIsBack() async throws {
    let (shop, backup) = try await shop()
    let server = shop.server
    var numbers = SeededNumbers(seed: 16)
    for kill in 0..<Self.kills {
      try await damage(shop)
      let live = try await shop.sums()
      let script = ["/rename.sql", "/rename.sql", "/code.sql"][kill % 3]
      let delay = Int.random(in: 0..<300, using: &numbers)
      let dead = Flag()
      let dying = TamperingRunner { (_, command) throws(CommandError) -> Command? in
        // The rehearsal has such a script too.
        let isLive = script == "/rename.sql" || command.arguments.last == "nationsounds"
        if command.inputFile?.hasSuffix(script) == true, isLive, !dead.isRaised {
          dead.raise()
          Task {
            try? await Task.sleep(for: .milliseconds(delay))
            server.signal(SIGKILL)
            await server.stop()
            try? await server.start()
          }
        }
        return nil
      }
      let folder = try await shop.order(.restore(scope: .database, backup: backup.id))
      let status = try await shop.run(folder, commands: dying)
      #expect(dead.isRaised)
      #expect(await eventually(withinSeconds: 60) { (try? await server.query("SELECT 1")) == ["1"] })
      let found = try await states(shop)
      #expect(found == ["damaged"] || found == ["good"], "kill \(kill): \(found), \(status)")
      if status.state == .done || status.wayBack != nil {
        let back = try await shop.run(.revert(operation: folder.id))
        #expect(back.state == .done, "kill \(kill): \(back.message ?? "")")
      } else {
        #expect(status.message?.contains("not touched") == true, "kill \(kill): \(status)")
      }
      #expect(try await shop.sums() == live, "kill \(kill): \(status.message ?? "")")
      for name in try await shop.asides() { try await shop.server.query("DROP DATABASE `\(name)`") }
    }
  }
}
