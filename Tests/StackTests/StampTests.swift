import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Commits whose session has set the time, on a real server: none of them hides what was committed after it.
@Suite struct StampTests {
  @Test func oneEventFromTheFutureHidesNothingOfWhatFollows() async throws {
    let shop = try await Shop(rows: 200)
    let full = try await shop.backUp(.databaseFull)
    try await shop.server.query("UPDATE users SET name='before' WHERE id<5", schema: "nationsounds")
    let clear = try await shop.quietMoment()
    try await shop.server.query(
      "SET timestamp=UNIX_TIMESTAMP('2031-01-01'); INSERT INTO jobs(payload,created_at) VALUES ('2031',1)",
      schema: "nationsounds")
    _ = try await shop.backUp(.databaseLog)
    try await shop.server.query(
      "SET timestamp=UNIX_TIMESTAMP('2031-01-01'); CREATE TABLE later(id INT PRIMARY KEY); INSERT INTO later VALUES (1);"
        + "SET timestamp=DEFAULT; UPDATE users SET name='after' WHERE id<9; INSERT INTO later VALUES (2)",
      schema: "nationsounds")
    let moment = try await shop.quietMoment()
    let expected = try await shop.sums()
    try await shop.server.query("DELETE FROM bookings", schema: "nationsounds")
    _ = try await shop.backUp(.databaseLog)

    let spans = try #require(
      BackupRules.recovery(
        fulls: [BackupFacts(manifest: full)],
        archives: Catalogue.manifests(backups: shop.state.backups, leg: .databaseLog).map { BackupFacts(manifest: $0) })
    )
    #expect(spans[0].until <= shop.now && spans[0].until > moment, "\(spans)")

    // Between the one that is surely before and the one from the future: nobody knows, and nothing is touched.
    let live = try await shop.fingerprint()
    let unclear = try await shop.run(.restore(scope: .database, backup: nil, moment: clear))
    #expect(unclear.state == .failed, "\(unclear)")
    let message = unclear.message ?? ""
    #expect(message.contains("mysql-bin.0000") && message.contains("2031") && message.contains("--to "), "\(message)")
    #expect(try await shop.fingerprint() == live)

    let status = try await shop.run(.restore(scope: .database, backup: nil, moment: moment))
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.sums() == expected)
  }

  /// A drill goes as far as the log leads, whatever the last commit's stamp is.
  @Test func aDrillGoesToTheEnd() async throws {
    let shop = try await Shop(rows: 200)
    _ = try await shop.backUp(.databaseFull)
    try await shop.server.query(
      "SET timestamp=UNIX_TIMESTAMP('2031-01-01'); INSERT INTO jobs(payload,created_at) VALUES ('2031',1)",
      schema: "nationsounds")
    _ = try await shop.backUp(.databaseLog)
    let rows = try await shop.server.query(
      "SELECT (SELECT COUNT(*) FROM users)+(SELECT COUNT(*) FROM artists)+(SELECT COUNT(*) FROM concerts)+(SELECT COUNT(*) FROM bookings)"
        + "+(SELECT COUNT(*) FROM sessions)+(SELECT COUNT(*) FROM jobs)+(SELECT COUNT(*) FROM job_batches)",
      schema: "nationsounds")
    let status = try await shop.run(.drill(.partial))
    let said = ([status.message] + status.steps.map(\.message)).compactMap { $0 }.joined(separator: "\n")
    #expect(status.state == .done && said.contains(" \(rows[0]) rows"), "\(said) \(rows)")
  }

  /// The log is closed by a session that has set the time: the file does not seem to reach into that year.
  @Test func aFileThatIsClosedInAnotherYearReachesNoFarther() async throws {
    let shop = try await Shop(rows: 200)
    let full = try await shop.backUp(.databaseFull)
    try await shop.server.query(
      "UPDATE users SET name='one' WHERE id<5; SET timestamp=UNIX_TIMESTAMP('2031-01-01'); FLUSH BINARY LOGS;"
        + "SET timestamp=DEFAULT; UPDATE users SET name='two' WHERE id<9;", schema: "nationsounds")
    let moment = try await shop.quietMoment()
    let expected = try await shop.sums()
    try await shop.server.query("DELETE FROM bookings", schema: "nationsounds")
    let log = try await shop.backUp(.databaseLog)
    #expect(log.server?.binlogs.count == 2)
    let chain = try RecoveryChain.find(full: full, archives: [log], moment: moment)
    #expect(chain.links.count == 2)
    let status = try await shop.run(.restore(scope: .database, backup: full.id, moment: moment))
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.sums() == expected)
  }
}
