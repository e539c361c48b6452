import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Scheduled events that were made or changed after the full backup, on a real server: they come back as they were.
@Suite struct ReplayedEventTests {
  private func events(_ shop: Shop) async throws -> [String] {
    try await shop.server.query(
      """
      SELECT event_name, status, definer, time_zone, event_type, COALESCE(execute_at,''), COALESCE(interval_value,''), \
      COALESCE(starts,''), on_completion, sql_mode, character_set_client, event_comment, event_definition \
      FROM information_schema.events WHERE event_schema='nationsounds' ORDER BY 1
      """)
  }

  private func restored(_ shop: Shop, to moment: Timestamp) async throws {
    _ = try await shop.quietMoment()
    _ = try await shop.backUp(.databaseLog)
    let status = try await shop.run(.restore(scope: .database, backup: nil, moment: moment))
    try #require(status.state == .done, "\(status.message ?? "")")
  }

  @Test func eachComesBackAsItWas() async throws {
    let shop = try await Shop(rows: 200)
    try await shop.server.query(
      """
      CREATE EVENT old_on ON SCHEDULE EVERY 1 DAY DO DELETE FROM jobs WHERE id<0; CREATE EVENT old_off ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1;
      CREATE EVENT old_gone ON SCHEDULE EVERY 1 DAY DO SELECT 1; CREATE EVENT old_named ON SCHEDULE EVERY 2 DAY DO SELECT 2;
      CREATE USER keeper@localhost; GRANT EVENT ON nationsounds.* TO keeper@localhost
      """, schema: "nationsounds")
    _ = try await shop.backUp(.databaseFull)
    try await shop.server.query(
      """
      CREATE EVENT plain ON SCHEDULE EVERY 1 HOUR DO UPDATE jobs SET payload='enable; disable' WHERE id<0;
      CREATE EVENT off ON SCHEDULE EVERY 1 HOUR DISABLE COMMENT 'ENABLE DO' DO SELECT 1; CREATE EVENT `on slave` ON SCHEDULE EVERY 1 HOUR DISABLE ON SLAVE DO SELECT 1;
      SET time_zone='+05:30', sql_mode='ANSI_QUOTES'; CREATE DEFINER=keeper@localhost EVENT "far ""off" ON SCHEDULE EVERY 1 WEEK STARTS '2026-01-01 10:00:00' ON COMPLETION PRESERVE ENABLE DO SELECT 1;
      SET sql_mode=DEFAULT, time_zone='-08:00'; CREATE EVENT once ON SCHEDULE AT '2030-05-05 05:05:05' DO SELECT 1;
      ALTER EVENT old_on DISABLE; ALTER EVENT old_off COMMENT 'still off'; DROP EVENT old_gone; ALTER EVENT old_named RENAME TO new_named;
      ALTER EVENT nationsounds.off ON SCHEDULE EVERY 3 HOUR ENABLE; ALTER EVENT plain COMMENT 'still on'; CREATE EVENT IF NOT EXISTS old_on ON SCHEDULE EVERY 1 DAY DO SELECT 9;
      CREATE EVENT gone ON SCHEDULE EVERY 1 DAY DO SELECT 1; DROP EVENT IF EXISTS gone; CREATE OR REPLACE EVENT new_named ON SCHEDULE EVERY 5 DAY DISABLE DO SELECT 5;
      CREATE EVENT other.theirs ON SCHEDULE EVERY 1 DAY DO SELECT 1; ALTER EVENT other.theirs DISABLE
      """, schema: "nationsounds")
    let moment = try await shop.quietMoment()
    let expected = try await events(shop)
    #expect(expected.count == 9 && expected.filter { $0.contains("\tENABLED\t") }.count == 4, "\(expected)")
    try await shop.server.query("DROP EVENT plain; ALTER EVENT `on slave` ENABLE", schema: "nationsounds")
    try await restored(shop, to: moment)
    #expect(try await events(shop) == expected)
  }

  /// What was to happen once, and is over by the time of the restore: it is there, and does not run on its own.
  @Test func whatWasToHappenOnceIsThere() async throws {
    let shop = try await Shop(rows: 200)
    try await shop.server.query(
      "SET timestamp=UNIX_TIMESTAMP()-86400; CREATE EVENT past ON SCHEDULE AT CURRENT_TIMESTAMP + INTERVAL 1 HOUR DO SELECT 1",
      schema: "nationsounds")
    try await shop.server.query(
      "CREATE EVENT early ON SCHEDULE AT CURRENT_TIMESTAMP + INTERVAL 4 SECOND DO INSERT INTO jobs(payload,created_at) VALUES ('early',1)",
      schema: "nationsounds")
    _ = try await shop.backUp(.databaseFull)
    try await shop.server.query(
      "CREATE EVENT late ON SCHEDULE AT CURRENT_TIMESTAMP + INTERVAL 4 SECOND DO INSERT INTO jobs(payload,created_at) VALUES ('late',1);"
        + "CREATE EVENT kept ON SCHEDULE AT CURRENT_TIMESTAMP + INTERVAL 4 SECOND ON COMPLETION PRESERVE DO SELECT 1",
      schema: "nationsounds")
    let moment = try await shop.quietMoment()
    let expected = try await events(shop)
    #expect(expected.count == 5)
    try await shop.server.query("DO SLEEP(4); SET GLOBAL event_scheduler=ON")
    try await restored(shop, to: moment)
    func names(_ lines: [String]) -> [String] { lines.map { String($0.split(separator: "\t")[0]) } }
    let found = try await events(shop)
    #expect(names(found) == names(expected), "\(found)")
    for line in found where !line.hasPrefix("nightly") { #expect(line.contains("\tDISABLED\t"), "\(line)") }
    #expect(try await shop.server.query("SELECT COUNT(*) FROM nationsounds.jobs WHERE created_at=1") == ["0"])
  }
}
