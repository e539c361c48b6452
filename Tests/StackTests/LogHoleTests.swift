import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// A file in the middle of the log that no backup holds, on a real server: it is a problem, and it is fetched again as long as
/// the server has it.
@Suite struct LogHoleTests {
  /// A full, and three logs with a write in each.
  private func withLogs() async throws -> (shop: Shop, logs: [BackupManifest]) {
    let shop = try await Shop(rows: 200)
    _ = try await shop.backUp(.databaseFull)
    var logs: [BackupManifest] = []
    for number in 1...3 {
      try await shop.server.query(
        "INSERT INTO users(name,email) VALUES ('n','hole\(number)')", schema: "nationsounds")
      logs.append(try await shop.backUp(.databaseLog))
    }
    return (shop, logs)
  }

  private func problem(_ shop: Shop) throws -> Problem? {
    let plan = BackupPlan(leg: .databaseFull, triggers: [.daily(minute: 60)], keepSeconds: 30 * 86_400)
    let status = BackupRules.status(
      of: plan, backups: BackupReading.read(shop.state.backups, plan, at: shop.now), lastFailure: nil, now: shop.now,
      zone: .utc)
    let leg = BackupReading.withRecovery(status, shop.state.backups)
    let problem = BackupRules.problem(of: leg)
    #expect(leg.severity == problem?.severity ?? .fine)
    return problem
  }

  private func missing(_ problem: Problem?) -> String? {
    if case .recoveryHole(let file, _) = problem?.cause { file } else { nil }
  }

  @Test func aMissingLogIsAProblemAndIsFetchedAgain() async throws {
    let (shop, logs) = try await withLogs()
    #expect(try problem(shop) == nil)
    try FileSystem.removeTree(shop.state.backups + "/database.log/" + logs[1].id)
    let name = try #require(logs[1].server?.binlogs.first?.name)
    #expect(try missing(problem(shop)) == name)

    let again = try await shop.backUp(.databaseLog)
    #expect(again.remarks.isEmpty && again.server?.binlogs.first?.name == name, "\(again.remarks)")
    #expect(try problem(shop) == nil)
    // Once is enough.
    #expect(try await shop.backUp(.databaseLog).server?.binlogs.count == 1)
  }

  /// A log that was found damaged is held by nobody.
  @Test func aDamagedLogIsFetchedAgain() async throws {
    let (shop, logs) = try await withLogs()
    let artefact = shop.state.backups + "/database.log/" + logs[1].id + "/" + logs[1].artefacts[0].name
    var bytes = try FileSystem.read(artefact)
    bytes[bytes.count / 2] ^= 1
    try FileSystem.writeAtomically(artefact, bytes)
    #expect(try await shop.run(.verify(backup: logs[1].id)).state == .failed)
    let name = try #require(logs[1].server?.binlogs.first?.name)
    #expect(try missing(problem(shop)) == name)
    let again = try await shop.backUp(.databaseLog)
    #expect(again.server?.binlogs.first?.name == name)
    #expect(try problem(shop) == nil)
    let moment = try await shop.quietMoment()
    let expected = try await shop.sums()
    try await shop.server.query("DELETE FROM bookings", schema: "nationsounds")
    let status = try await shop.run(.restore(scope: .database, backup: nil, moment: moment))
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.sums() == expected)
  }

  /// The server has thrown a file away before it was saved: the hole stays, until a full is made behind it.
  @Test func aPurgedFileIsAHoleUntilTheNextFull() async throws {
    let shop = try await Shop(rows: 200)
    let full = try await shop.backUp(.databaseFull)
    for number in 1...2 {
      try await shop.server.query(
        "INSERT INTO users(name,email) VALUES ('n','purged\(number)'); FLUSH BINARY LOGS", schema: "nationsounds")
    }
    try await shop.purge()
    let log = try await shop.backUp(.databaseLog)
    #expect(log.remarks.contains { $0.contains(full.server?.position?.file ?? "?") }, "\(log.remarks)")
    #expect(try missing(problem(shop)) == full.server?.position?.file)
    let moment = try await shop.quietMoment()
    let live = try await shop.fingerprint()
    let status = try await shop.run(.restore(scope: .database, backup: nil, moment: moment), allowingRed: true)
    #expect(status.state == .failed, "\(status)")
    #expect(try await shop.fingerprint() == live)
    // What the server has lost is not asked for again, nor is the rest saved twice.
    #expect(try await shop.backUp(.databaseLog).server?.binlogs.count == 1)
    #expect(try missing(problem(shop)) == full.server?.position?.file)
    _ = try await shop.backUp(.databaseFull)
    #expect(try problem(shop) == nil)
  }
}
