import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// The server is lost with its disk and installed anew, empty, its accounts made again: all comes back from the backups.
@Suite struct ServerLostTests {
  /// A shop whose server is another one after a full and two logs; and what it held at a moment in the second log.
  private func lost(binlog: Bool) async throws -> (
    shop: Shop, server: MariaDBServer, moment: Timestamp, sums: [[String]]
  ) {
    let shop = try await Shop(rows: 200)
    let full = try await shop.backUp(.databaseFull)
    #expect(full.server?.position != nil)
    let atFull = try await shop.sums()
    try await shop.server.query("UPDATE users SET name='one' WHERE id<5", schema: "nationsounds")
    _ = try await shop.backUp(.databaseLog)
    try await shop.server.query("INSERT INTO jobs(payload,created_at) VALUES ('two',1)", schema: "nationsounds")
    let moment = try await shop.quietMoment()
    let atMoment = try await shop.sums()
    try await shop.server.query("DELETE FROM bookings", schema: "nationsounds")
    _ = try await shop.backUp(.databaseLog)
    await shop.server.stop()
    for name in ["data", "log", "tmp"] { try FileSystem.removeTree(shop.server.folder + "/" + name) }
    let server = try await MariaDBServer(folder: shop.server.folder, binlog: binlog)
    try await server.start()
    try await server.query(Shop.accounts)
    return (shop, server, moment, [atFull, atMoment])
  }

  @Test func theLatestFullComesBackOnAnEmptyServer() async throws {
    let (shop, server, _, sums) = try await lost(binlog: true)
    let preview = await shop.preview(.restore(scope: .database, backup: nil))
    #expect(preview.isAllowed, "\(preview.preflight.filter { $0.severity == .critical })")
    let status = try await shop.run(.restore(scope: .database, backup: nil))
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.sums() == sums[0])
    // The new history goes on from the full that follows.
    try await server.query("UPDATE users SET name='new' WHERE id<9", schema: "nationsounds")
    let log = try await shop.backUp(.databaseLog)
    #expect(log.remarks.isEmpty, "\(log.remarks)")
    let moment = try await shop.quietMoment()
    let expected = try await shop.sums()
    try await server.query("DELETE FROM bookings", schema: "nationsounds")
    let again = try await shop.run(.restore(scope: .database, backup: nil, moment: moment))
    try #require(again.state == .done, "\(again.message ?? "")")
    #expect(try await shop.sums() == expected)
    await server.stop()
  }

  @Test(arguments: [true, false]) func aMomentInTheSavedLogsComesBack(_ binlog: Bool) async throws {
    let (shop, server, moment, sums) = try await lost(binlog: binlog)
    // The new server's log has come to the same names.
    if binlog { for _ in 0..<5 { try await server.query("FLUSH BINARY LOGS") } }
    let status = try await shop.run(.restore(scope: .database, backup: nil, moment: moment))
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.sums() == sums[1])
    await server.stop()
  }

  /// Nothing of the new server is saved as if it went on from the old one's.
  @Test func aLogOfTheNewServerAsksForAFull() async throws {
    let (shop, server, _, _) = try await lost(binlog: true)
    for _ in 0..<5 { try await server.query("FLUSH BINARY LOGS") }
    let log = try await shop.run(.backup(leg: .databaseLog))
    #expect(log.state == .failed && log.message?.contains("begun anew") == true, "\(log)")
    // Without any server, what is said is that.
    await server.stop()
    let live = await shop.preview(.restore(scope: .database, backup: nil))
    #expect(!live.isAllowed)
  }
}
