import Host
import Maintenance
import Synchronization
import TestSupport
import Testing

@testable import Operations

/// The rows of what is rebuilt are counted once, unless something is written after the count or not every version is meant.
@Suite struct RowsCountedTests {
  /// How often the throwaway server is asked for the rows of all tables.
  private final class Counter: Sendable {
    private let count = Mutex(0)
    var number: Int { count.withLock { $0 } }
    var runner: TamperingRunner {
      TamperingRunner { (_, command) throws(CommandError) -> Command? in
        if command.arguments.first?.hasSuffix("/t/client.cnf") == true,
          command.inputText?.hasPrefix("SELECT COUNT(*) FROM `nationsounds`.") == true
        {
          self.count.withLock { $0 += 1 }
        }
        return nil
      }
    }
  }

  /// Rebuilds it into a schema beside the live one; what the step says, and how often was counted.
  private func rebuild(_ shop: Shop, _ backup: BackupManifest, to moment: Timestamp? = nil, into schema: String)
    async throws -> (said: String, counts: Int)
  {
    let counter = Counter()
    try await shop.server.query("GRANT ALL ON `\(schema)`.* TO 'restore'@'localhost'")
    let status = try await shop.run(
      .restoreInto(schema: schema, backup: backup.id, moment: moment), commands: counter.runner)
    try #require(status.state == .done, "\(status.message ?? "")")
    let step = try #require(status.steps.first { $0.title.text(in: .english).hasPrefix("Rebuild") })
    return (step.message ?? "", counter.number)
  }

  @Test func oneCountWhereNoLogIsReplayed() async throws {
    let shop = try await Shop(rows: 200)
    let full = try await shop.backUp(.databaseFull)
    let plain = try await rebuild(shop, full, into: "one")
    #expect(plain.counts == 1 && plain.said.contains("7 tables, 200 rows"), "\(plain)")

    // What is replayed is counted anew.
    try await shop.server.query("DELETE FROM jobs WHERE id<=7", schema: "nationsounds")
    let moment = try await shop.quietMoment()
    let replayed = try await rebuild(shop, full, to: moment, into: "two")
    #expect(replayed.counts == 2 && replayed.said.contains("7 tables, 193 rows"), "\(replayed)")
  }

  /// A backup with the history of its rows is proven with every version; told are the rows of today.
  @Test func aHistoryIsNotCountedAsRows() async throws {
    let shop = try await Shop(rows: 200)
    try await shop.server.query(
      "ALTER TABLE jobs ADD SYSTEM VERSIONING; UPDATE jobs SET created_at=1 WHERE id<=7", schema: "nationsounds")
    let full = try await shop.backUp(.databaseFull)
    try #require(full.server?.hasHistory == true && full.contents["jobs"] == 27, "\(full.contents)")
    let found = try await rebuild(shop, full, into: "three")
    #expect(found.counts == 2 && found.said.contains("7 tables, 200 rows"), "\(found)")
  }
}
