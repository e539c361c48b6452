import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Files of the binary log that are called the same and are not of the same history, on a real server.
@Suite struct LogHistoryTests {
  private func insert(_ count: Int, _ word: String, _ shop: Shop) async throws {
    try await shop.server.query(
      "INSERT INTO jobs(payload,created_at) SELECT CONCAT('\(word) ',seq),1 FROM seq_1_to_\(count)",
      schema: "nationsounds")
  }

  /// `RESET MASTER` between a log and the next full: both histories have a file of the same name.
  @Test func aLogThatWasBegunAnewIsAnotherOne() async throws {
    let shop = try await Shop(rows: 200)
    _ = try await shop.backUp(.databaseFull)
    try await insert(1, "old history", shop)
    _ = try await shop.backUp(.databaseLog)
    let old = try await shop.backUp(.databaseLog)
    let before = try await shop.quietMoment()
    try await shop.server.query("DELETE FROM jobs WHERE payload LIKE 'old%'; RESET MASTER", schema: "nationsounds")

    // Nothing that is saved now leads on from the full: it is said, not written down as if it did.
    let log = try await shop.run(.backup(leg: .databaseLog))
    #expect(log.state == .failed && log.message?.contains("begun anew") == true, "\(log)")

    let full = try await shop.backUp(.databaseFull)
    let name = try #require(full.server?.position?.file)
    #expect(old.server?.binlogs.map(\.name).contains(name) == true, "the same name in both")
    try await insert(40, "new history", shop)
    let moment = try await shop.quietMoment()
    let expected = try await shop.sums()
    try await shop.server.query("DELETE FROM bookings", schema: "nationsounds")
    let archive = try await shop.backUp(.databaseLog)
    #expect(archive.server?.binlogs.first?.name == name)

    let status = try await shop.run(.restore(scope: .database, backup: nil, moment: moment))
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.sums() == expected)
    // The time before the reset is the old history's.
    let live = try await shop.fingerprint()
    let lost = try await shop.run(
      .restore(scope: .database, backup: nil, moment: before.adding(seconds: 1)), allowingRed: true)
    #expect(lost.state == .failed, "\(lost)")
    #expect(try await shop.fingerprint() == live)
  }

  /// With the log of the new history not saved, the old one's file does not stand in for it.
  @Test func aFileOfAnotherHistoryDoesNotStandInForTheOneThatIsMissing() async throws {
    let shop = try await Shop(rows: 200)
    _ = try await shop.backUp(.databaseFull)
    try await insert(1, "old history", shop)
    _ = try await shop.backUp(.databaseLog)
    try await shop.server.query("RESET MASTER")
    _ = try await shop.backUp(.databaseFull)
    try await insert(40, "new history", shop)
    let moment = try await shop.quietMoment()
    let expected = try await shop.sums()
    // The restore saves it first.
    let preview = await shop.preview(.restore(scope: .database, backup: nil, moment: moment))
    #expect(preview.preflight.contains { $0.text.text(in: .english).contains("of another history") })
    let status = try await shop.run(.restore(scope: .database, backup: nil, moment: moment))
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.sums() == expected)
  }

  /// A new number of the server, and its own tables made anew by an upgrade: the log goes on.
  @Test func aServerThatIsCalledOtherwiseGoesOn() async throws {
    let shop = try await Shop(rows: 200)
    _ = try await shop.backUp(.databaseFull)
    try await insert(3, "as one", shop)
    _ = try await shop.backUp(.databaseLog)
    try await shop.server.query("SET GLOBAL server_id=7; ALTER TABLE mysql.proc COMMENT='made anew', FORCE")
    try await insert(4, "as seven", shop)
    let log = try await shop.backUp(.databaseLog)
    #expect(log.server?.history.hasPrefix("7:") == true)
    try await insert(5, "still seven", shop)
    let moment = try await shop.quietMoment()
    let expected = try await shop.sums()
    try await shop.server.query("DELETE FROM bookings", schema: "nationsounds")
    let status = try await shop.run(.restore(scope: .database, backup: nil, moment: moment))
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.sums() == expected)
  }

  /// What a full says of the open file is what the file says of itself once it is closed.
  @Test func theHeadThatTheServerTellsIsTheFilesOwn() async throws {
    let shop = try await Shop(rows: 200)
    try await shop.server.query("SET gtid_domain_id=3, server_id=5; INSERT INTO other.ledger(note) VALUES ('domain')")
    let full = try await shop.backUp(.databaseFull)
    let identity = try #require(full.server?.position?.identity)
    #expect(identity.server == 1 && (identity.transactions?.count ?? 0) == 2, "\(identity)")
    #expect(identity.transactions?["3-5"] == 1)
    let log = try await shop.backUp(.databaseLog)
    let file = try #require(log.server?.binlogs.first)
    #expect(file.identity == identity && file.closedAt != nil)
    // Nothing but ours is known of the second file: it goes on.
    try await insert(1, "more", shop)
    let next = try #require(try await shop.backUp(.databaseLog).server?.binlogs.first)
    #expect(file.leads(to: next) == true && next.leads(to: file) == false)
  }
}
