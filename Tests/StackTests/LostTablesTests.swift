import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Which tables were lost, as a real server's log tells it: what backups hold of it, and what only the server holds yet.
@Suite struct LostTablesTests {
  private func report(_ shop: Shop) async throws -> LossReport {
    let folder = shop.state.logReading
    let report = try #require(
      await LostTables.read(plan: shop.plan, state: shop.state, host: shop.host, folder: folder))
    #expect(!FileSystem.exists(folder), "nothing of the log stays behind")
    return report
  }

  private func query(_ shop: Shop, _ sql: String) async throws {
    try await shop.server.query("SET foreign_key_checks=0; " + sql, schema: "nationsounds")
  }

  @Test func aDropIsFoundInTheBackupsAndInTheOpenLogAndLeadsBack() async throws {
    let shop = try await Shop(rows: 200)
    _ = try await shop.backUp(.databaseFull)
    #expect(try await report(shop).losses.isEmpty)
    try await query(
      shop, "INSERT INTO users(name,email) VALUES ('n','late'); CREATE TABLE scratch(a INT); DROP TABLE scratch")
    let before = try await shop.quietMoment()
    let sums = try await shop.sums()
    try await query(shop, "DROP TABLE concerts")

    // What is in no backup yet.
    let open = try await report(shop)
    #expect(open.fault == nil && open.losses.map(\.table) == ["concerts"], "\(open)")
    let loss = try #require(open.losses.first)
    #expect(loss.kind == .dropped && loss.madeAgainAt == nil)
    #expect(loss.at >= before && loss.at <= shop.now)

    // The same from the backup of the log, and what is emptied afterwards from the server.
    let log = try await shop.backUp(.databaseLog)
    #expect(log.server?.binlogs.flatMap { $0.tables ?? [] }.contains { $0.table == "concerts" } == true)
    #expect(try await report(shop).losses == open.losses)
    try await query(shop, "TRUNCATE bookings")
    #expect(try await report(shop).losses.map(\.table) == ["bookings", "concerts"])

    // The moment of the loss is the one to go back to.
    let status = try await shop.run(.restore(scope: .database, backup: nil, moment: loss.at))
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.sums() == sums)
    // That the restore put it there by names is no loss, and the table counts as made again.
    let after = try await report(shop)
    #expect(after.losses.map(\.table) == ["bookings", "concerts"], "\(after.losses)")
    #expect(after.losses.allSatisfy { $0.madeAgainAt != nil })
  }

  @Test func aSchemaThatIsDroppedIsToldAsAWhole() async throws {
    let shop = try await Shop(rows: 200)
    _ = try await shop.backUp(.databaseFull)
    try await shop.server.query("DROP DATABASE nationsounds")
    let report = try await report(shop)
    #expect(report.losses.map(\.table) == [nil] && report.loss(of: "users")?.kind == .dropped, "\(report)")
  }

  @Test func whatTheServerDoesNotSayIsToldBesideWhatIsSaved() async throws {
    let shop = try await Shop(rows: 200)
    _ = try await shop.backUp(.databaseFull)
    try await query(shop, "DROP TABLE concerts")
    _ = try await shop.backUp(.databaseLog)
    await shop.server.stop()
    let report = try await report(shop)
    #expect(report.losses.map(\.table) == ["concerts"])
    #expect(report.fault != nil)
  }
}
