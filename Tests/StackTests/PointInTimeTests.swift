import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Full, differential and logs on a real server with writes between them; then the worst, and back to a chosen second.
@Suite struct PointInTimeTests {
  @Test func theDatabaseComesBackAsItWasAtAChosenSecond() async throws {
    let shop = try await Shop()
    let full = try await shop.backUp(.databaseFull)
    #expect(full.contents["users"] == 10_000 && full.contents["bookings"] == 20_000 && full.contents["(routine)"] == 2)
    #expect(full.server?.position != nil)

    try await shop.server.query("INSERT INTO users(name,email) VALUES ('after full','x1')", schema: "nationsounds")
    // From another schema in use: what a filter by schema would lose.
    try await shop.server.query("UPDATE nationsounds.users SET name='from elsewhere 🎷' WHERE id=7", schema: "other")
    try await shop.server.query("INSERT INTO other.ledger(note) VALUES ('three')")
    let early = try await shop.quietMoment()
    let sumsEarly = try await shop.sums()
    _ = try await shop.backUp(.databaseLog)

    try await shop.server.query(
      "ALTER TABLE artists ADD COLUMN country CHAR(2); UPDATE artists SET country='FR'; DELETE FROM jobs LIMIT 100",
      schema: "nationsounds")
    let differential = try await shop.backUp(.databaseDifferential)
    #expect(differential.parent == full.id)
    let middle = try await shop.quietMoment()
    let sumsMiddle = try await shop.sums()

    try await shop.server.query(
      "CREATE TABLE reviews(id INT PRIMARY KEY, stars INT) ENGINE=InnoDB; INSERT INTO reviews VALUES (1,5);"
        + "CREATE PROCEDURE other.p() SELECT 1; DROP VIEW upcoming; INSERT INTO bookings(user_id,concert_id) VALUES (1,1)",
      schema: "nationsounds")
    _ = try await shop.backUp(.databaseLog)
    let late = try await shop.quietMoment()
    let sumsLate = try await shop.sums()
    // In no backup yet: the restore saves it first.
    try await shop.server.query("TRUNCATE jobs; DROP DATABASE nationsounds", schema: "nationsounds")
    let sumsOther = try await shop.sums("other")

    for (moment, expected) in [(late, sumsLate), (early, sumsEarly), (middle, sumsMiddle)] {
      let status = try await shop.run(.restore(scope: .database, backup: nil, moment: moment))
      try #require(status.state == .done, "\(moment): \(status.message ?? "")")
      #expect(try await shop.sums() == expected)
      #expect(try await shop.sums("other") == sumsOther)
    }
    // A new full at once: the next history begins with it.
    #expect(
      Catalogue.manifests(backups: shop.state.backups, leg: .databaseFull).filter { !$0.remarks.contains("safety") }
        .count == 4)
    #expect(try await shop.server.query("SELECT nationsounds.twice(21)") == ["42"])
  }
}

/// A moment three days ago: the hourly logs of that day are long pruned, and the differentials still lead there.
@Suite struct OldMomentTests {
  @Test func aMomentThreeDaysAgoIsReachedThroughTheDifferentials() async throws {
    let shop = try await Shop(rows: 2_000, daysBack: 3)
    let clock = try #require(shop.host.clock as? ShiftedClock)
    _ = try await shop.backUp(.databaseFull)
    try await shop.server.query("UPDATE users SET name='three days ago' WHERE id<50", schema: "nationsounds")
    let log = try await shop.backUp(.databaseLog)
    let moment = try await shop.quietMoment()
    let sums = try await shop.sums()
    try await shop.server.query("DELETE FROM bookings", schema: "nationsounds")
    let second = try await shop.backUp(.databaseLog)
    let differential = try await shop.backUp(.databaseDifferential)
    #expect(differential.takenAt < Timestamp(milliseconds: SystemClock().wallMilliseconds() - 2 * 86_400_000))
    #expect(moment < differential.takenAt.adding(seconds: 1))
    await shop.server.stop()

    // Today.
    clock.set(days: 0)
    try await shop.server.start()
    let ours = SystemClock().wallMilliseconds() / 1000
    let theirs = Int64(try await shop.server.query("SELECT UNIX_TIMESTAMP()").first ?? "") ?? 0
    #expect(abs(ours - theirs) < 60, "the server lives today")
    let today = try await shop.backUp(.databaseFull)
    try await shop.server.query("DROP TABLE jobs", schema: "nationsounds")
    var plan = shop.plan
    plan.backups = [
      BackupPlan(leg: .databaseFull, triggers: [.daily(minute: 60)], keepSeconds: 30 * 86_400),
      BackupPlan(leg: .databaseDifferential, triggers: [.every(seconds: 21_600)], keepSeconds: 7 * 86_400),
      BackupPlan(leg: .databaseLog, triggers: [.every(seconds: 3600)], keepSeconds: 86_400),
    ]
    // What an earlier run had begun to delete.
    let leftover = shop.state.backups + "/database.log/" + log.id + ".gone"
    try FileSystem.makeFolder(leftover)
    let pruned = try await shop.run(.prune, plan: plan)
    #expect(pruned.message == "2 deleted, 3 kept", "\(pruned.message ?? "")")
    #expect(!FileSystem.exists(leftover))
    for id in [log.id, second.id] { #expect(Catalogue.manifest(backups: shop.state.backups, id: id) == nil) }

    let status = try await shop.run(.restore(scope: .database, backup: nil, moment: moment))
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.sums() == sums)
    #expect(today.takenAt > moment)
  }
}
