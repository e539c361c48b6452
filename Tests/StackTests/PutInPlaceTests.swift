import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// A restore puts a schema in place by name: what would go wrong goes wrong in the rehearsal, with nothing live touched; what
/// was live stands under another name, and is back by the same rename.
@Suite struct PutInPlaceTests {
  /// Restores, and expects a failure that names the line which mends it and leaves every schema as it was. Then mends it.
  private func refused(
    _ shop: Shop, _ backup: BackupManifest, naming words: [String], mending: String? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let before = try await shop.fingerprint()
    let status = try await shop.run(.restore(scope: .database, backup: backup.id), allowingRed: true)
    #expect(status.state == .failed && status.wayBack == nil, "\(status)", sourceLocation: sourceLocation)
    for word in words {
      #expect(status.message?.contains(word) == true, "\(status.message ?? "")", sourceLocation: sourceLocation)
    }
    #expect(try await shop.fingerprint() == before, sourceLocation: sourceLocation)
    guard let mending else { return }
    try await shop.server.query(mending)
    let again = try await shop.run(.restore(scope: .database, backup: backup.id))
    #expect(again.state == .done, "\(again.message ?? "")", sourceLocation: sourceLocation)
  }

  @Test func whatTheServerWouldNotTakeIsFoundBeforeAnythingIsTouched() async throws {
    let shop = try await Shop(rows: 500)
    try await shop.server.query(
      "INSERT INTO sessions(id,payload,last_activity) VALUES ('big', REPEAT('x', 9000000), 1)", schema: "nationsounds")
    let backup = try await shop.backUp(.databaseFull)
    // A trigger on a server with default settings (1419).
    try await shop.server.query("SET GLOBAL log_bin_trust_function_creators=0")
    try await refused(
      shop, backup, naming: ["1419", "log_bin_trust_function_creators=1"],
      mending: "SET GLOBAL log_bin_trust_function_creators=1")
    // An object of another definer (1227).
    try await shop.server.query("REVOKE SET USER ON *.* FROM 'restore'@'localhost'")
    try await refused(
      shop, backup, naming: ["1227", "GRANT SET USER"], mending: "GRANT SET USER ON *.* TO 'restore'@'localhost'")
    // A row that is longer than a packet (1153, or the server hangs up).
    try await shop.server.query("SET GLOBAL max_allowed_packet=4194304")
    try await refused(shop, backup, naming: [], mending: "SET GLOBAL max_allowed_packet=1073741824")
    // The account may not make the schema beside the live one (1044).
    try await shop.server.query(#"REVOKE ALL ON `nationsounds\_\_%`.* FROM 'restore'@'localhost'"#)
    let preview = await shop.preview(.restore(scope: .database, backup: backup.id))
    #expect(
      preview.preflight.contains {
        $0.severity == .critical && $0.text.text(in: .english).contains(#"GRANT ALL ON `nationsounds\_\_%`.*"#)
      })
    try await refused(
      shop, backup, naming: ["1044", "GRANT ALL ON"],
      mending: #"GRANT ALL ON `nationsounds\_\_%`.* TO 'restore'@'localhost'"#)
  }

  /// A file that is none of the server's in the schema's folder: `DROP DATABASE` would end half-way.
  @Test func aForeignFileInTheSchemasFolderIsNoHindrance() async throws {
    let shop = try await Shop(rows: 500)
    let backup = try await shop.backUp(.databaseFull)
    let good = try await shop.sums()
    try await shop.server.query("SELECT * FROM users LIMIT 3 INTO OUTFILE 'users.csv'", schema: "nationsounds")
    try await shop.server.query("DELETE FROM bookings", schema: "nationsounds")
    let status = try await shop.run(.restore(scope: .database, backup: backup.id))
    #expect(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.sums() == good)
    #expect(FileSystem.exists(shop.server.folder + "/data/nationsounds/users.csv"))
  }

  /// A trigger is kept as it was written: one that names its schema would be made on what is live while it is rehearsed.
  @Test func aTriggerThatNamesItsSchemaIsRehearsedAside() async throws {
    let shop = try await Shop(rows: 500)
    try await shop.server.query(
      """
      CREATE TRIGGER nationsounds.far BEFORE INSERT ON nationsounds.jobs FOR EACH ROW SET NEW.created_at = 5;
      CREATE TRIGGER `nationsounds`.`near` BEFORE INSERT ON `nationsounds`.`job_batches` FOR EACH ROW SET NEW.name = 'a.b';
      """, schema: "other")
    let backup = try await shop.backUp(.databaseFull)
    let good = try await shop.fingerprint()
    try await shop.server.query("DROP TRIGGER far; DROP TRIGGER near; DELETE FROM bookings", schema: "nationsounds")
    let damaged = try await shop.fingerprint()
    let stopping = TamperingRunner { (_, command) throws(CommandError) -> Command? in
      command.inputFile?.hasSuffix("/locks.sql") == true ? Command("false") : nil
    }
    let stopped = try await shop.run(.restore(scope: .database, backup: backup.id), commands: stopping)
    #expect(stopped.state == .failed && stopped.wayBack == nil, "\(stopped)")
    #expect(try await shop.fingerprint() == damaged, "the rehearsal touches nothing live")
    let status = try await shop.run(.restore(scope: .database, backup: backup.id))
    try #require(status.state == .done, "\(status.message ?? "")")
    for name in try await shop.asides() { try await shop.server.query("DROP DATABASE `\(name)`") }
    #expect(try await shop.fingerprint() == good)
  }

  @Test func eventsWriteNothingWhileItIsPutInPlaceAndRunAgainAfter() async throws {
    let shop = try await Shop(rows: 500)
    try await shop.server.query(
      """
      CREATE TABLE beats(n INT PRIMARY KEY AUTO_INCREMENT, at DATETIME(6)) ENGINE=InnoDB;
      CREATE EVENT beat ON SCHEDULE EVERY 1 SECOND COMMENT 'every; second' DO INSERT INTO beats(at) VALUES (NOW(6));
      CREATE EVENT never ON SCHEDULE EVERY 1 HOUR ON COMPLETION PRESERVE DISABLE DO SELECT 1;
      SET GLOBAL event_scheduler=ON
      """, schema: "nationsounds")
    let backup = try await shop.backUp(.databaseFull)
    let events =
      "SELECT event_name,definer,status,interval_value,on_completion,event_comment,sql_mode,time_zone FROM information_schema.events WHERE event_schema LIKE 'nationsounds%' ORDER BY event_name"
    let before = try await shop.server.query(events)
    let status = try await shop.run(.restore(scope: .database, backup: backup.id))
    #expect(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.server.query(events) == before)
    let count = try await shop.server.query("SELECT COUNT(*) FROM nationsounds.beats")
    #expect(
      try await eventually(withinSeconds: 30) {
        try await shop.server.query("SELECT COUNT(*) FROM nationsounds.beats") != count
      })
    // What is set aside is still: no event of it runs.
    let back = try await shop.run(try #require(status.wayBack?.request))
    #expect(back.state == .done, "\(back.message ?? "")")
    #expect(try await shop.server.query(events) == before)
  }

  @Test func aLockIsWaitedForAndItsHolderNamed() async throws {
    let shop = try await Shop(rows: 500)
    let backup = try await shop.backUp(.databaseFull)
    let folder = try await shop.order(.restore(scope: .database, backup: backup.id))
    let holder = try await shop.server.session(
      "START TRANSACTION; SELECT COUNT(*) FROM nationsounds.users; SELECT 'held'")
    async let running = shop.run(folder)
    let named = await eventually(withinSeconds: 600) {
      folder.journal().contains {
        if case .progress(_, _, let said?) = $0.event { said.contains("locks are held: root@localhost") } else { false }
      }
    }
    #expect(named)
    holder.end()
    let status = try await running
    #expect(status.state == .done, "\(status.message ?? "")")
  }

  /// A view whose table is gone: the safety copy cannot hold it, and the restore is what brings the table back.
  @Test func aDroppedTableUnderAViewComesBack() async throws {
    let shop = try await Shop(rows: 500)
    let backup = try await shop.backUp(.databaseFull)
    let good = try await shop.fingerprint()
    try await shop.server.query(
      "SET FOREIGN_KEY_CHECKS=0; DROP TABLE concerts", schema: "nationsounds")
    let status = try await shop.run(.restore(scope: .database, backup: backup.id))
    try #require(status.state == .done, "\(status.message ?? "")")
    let aside = try await shop.asides()
    #expect(aside.count == 1 && aside[0].hasPrefix("nationsounds__before_"))
    try await shop.server.query("DROP DATABASE `\(aside[0])`")
    #expect(try await shop.fingerprint() == good)
  }

  /// A moment behind the loss brings the loss back: that is said, also from a full that was made since.
  @Test func aMomentBehindTheDropSaysWhatIsNotThere() async throws {
    let shop = try await Shop(rows: 500)
    let good = try await shop.backUp(.databaseFull)
    let before = shop.now
    try await shop.server.query("DROP TABLE job_batches", schema: "nationsounds")
    let moment = try await shop.quietMoment()
    _ = try await shop.backUp(.databaseLog)
    let late = try await shop.run(.restore(scope: .database, backup: good.id, moment: moment))
    #expect(late.state == .done && late.message?.contains("in a full of before: job_batches") == true, "\(late)")
    #expect(late.steps.contains { $0.hasRemark == true })
    // And when it went, by the log: whoever reads it chooses a moment before.
    let said = try #require(late.message?.firstMatch(of: #/job_batches \(dropped on (.*), mysql-bin\.[0-9]+:[0-9]+\)/#))
    let seconds = Int(moment.seconds(since: before)) + 1
    #expect(
      (0...seconds).contains { said.1 == shop.plan.exact(before.adding(seconds: Double($0))).text(in: .english) },
      "\(said.1)")
    let rows = try await shop.run(
      .restoreRows(RowSelection(table: "job_batches"), backup: good.id, moment: moment), allowingRed: true)
    #expect(
      rows.state == .failed
        && rows.message?.contains("no table job_batches at that moment (dropped on \(said.1), mysql-bin.") == true,
      "\(rows.message ?? "")")
    let newer = try await shop.backUp(.databaseFull)
    let since = try await shop.run(.restore(scope: .database, backup: newer.id))
    #expect(since.steps.allSatisfy { $0.hasRemark != true }, "the full before it has no such table either")
    let right = try await shop.run(.restore(scope: .database, backup: good.id))
    #expect(right.state == .done && right.steps.allSatisfy { $0.hasRemark != true }, "\(right.message ?? "")")
  }

  @Test func aForeignKeyOfAnotherSchemaLeadsToTheNewTables() async throws {
    let shop = try await Shop(rows: 500)
    try await shop.server.query(
      """
      CREATE TABLE other.cards(id INT PRIMARY KEY, user BIGINT UNSIGNED, CONSTRAINT card_user FOREIGN KEY (user)
        REFERENCES nationsounds.users(id) ON DELETE CASCADE) ENGINE=InnoDB;
      INSERT INTO other.cards VALUES (1, 7);
      """)
    let backup = try await shop.backUp(.databaseFull)
    let preview = await shop.preview(.restore(scope: .database, backup: backup.id))
    #expect(!preview.isAllowed, "the account may not make the key anew, and cannot even see it")
    #expect(preview.preflight.contains { $0.text.text(in: .english).contains("other/cards") })
    try await shop.server.query("GRANT SELECT, ALTER, REFERENCES ON other.* TO 'restore'@'localhost'")
    let made = try await shop.server.query("SHOW CREATE TABLE other.cards")
    try await shop.server.query(
      "INSERT INTO users(name,email) VALUES ('late','late@x')", schema: "nationsounds")
    try await shop.server.query(
      "INSERT INTO other.cards SELECT 2, id FROM nationsounds.users WHERE email='late@x'")
    let status = try await shop.run(.restore(scope: .database, backup: backup.id))
    #expect(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.server.query("SHOW CREATE TABLE other.cards") == made)
    let swap = try #require(status.steps.first { $0.title.english == "Put it in place" })
    #expect(swap.message?.contains("other.cards (card_user): 1") == true, "\(swap.message ?? "")")
    // It holds against the new rows.
    await #expect(throws: MariaDBServer.Failure.self) {
      try await shop.server.query("INSERT INTO other.cards VALUES (3, 999999999)")
    }
    try await shop.server.query("INSERT INTO other.cards VALUES (3, 8)")
    let back = try await shop.run(try #require(status.wayBack?.request))
    #expect(back.state == .done, "\(back.message ?? "")")
    #expect(try await shop.server.query("SHOW CREATE TABLE other.cards") == made)
  }

  /// Undone, and done again: the same rename, with what stands around the tables.
  @Test func theWayBackIsTheSameRenameInReverse() async throws {
    let shop = try await Shop(rows: 500)
    let backup = try await shop.backUp(.databaseFull)
    let good = try await shop.fingerprint()
    try await shop.server.query(
      """
      DELETE FROM bookings; DROP TRIGGER bookings_bi; DROP PROCEDURE count_bookings; ALTER EVENT nightly ENABLE;
      CREATE FUNCTION thrice(n INT) RETURNS INT DETERMINISTIC RETURN 3 * n;
      CREATE OR REPLACE VIEW upcoming AS SELECT id FROM concerts;
      CREATE VIEW cheap AS SELECT id + 1 AS next FROM upcoming;
      CREATE TABLE extra(a INT PRIMARY KEY, b INT); INSERT INTO extra VALUES (1,2);
      CREATE TRIGGER extra_bi BEFORE INSERT ON extra FOR EACH ROW SET NEW.b = 5;
      ALTER DATABASE nationsounds CHARACTER SET latin1;
      GRANT EXECUTE ON FUNCTION nationsounds.twice TO 'backup'@'localhost';
      """, schema: "nationsounds")
    let damaged = try await shop.fingerprint()
    let status = try await shop.run(.restore(scope: .database, backup: backup.id))
    try #require(status.state == .done, "\(status.message ?? "")")
    let aside = try await shop.asides()
    #expect(try await fingerprint(shop, without: aside) == good)
    #expect(
      try await shop.server.query("SHOW GRANTS FOR 'backup'@'localhost'").contains { $0.contains("`twice`") },
      "a routine that stayed keeps its grants")

    let back = try await shop.run(try #require(status.wayBack?.request))
    try #require(back.state == .done, "\(back.message ?? "")")
    #expect(back.message?.contains("the state before is back") == true)
    let found = try await fingerprint(shop, without: try await shop.asides())
    #expect(found == damaged, "\(Set(found).symmetricDifference(damaged))")

    let again = try await shop.run(try #require(back.wayBack?.request))
    try #require(again.state == .done, "\(again.message ?? "")")
    #expect(try await fingerprint(shop, without: try await shop.asides()) == good)
  }

  private func fingerprint(_ shop: Shop, without asides: [String]) async throws -> [String] {
    var lines: [String] = []
    let all = try await shop.fingerprint()
    var isLeftOut = false
    for line in all {
      if line.contains("\tCREATE DATABASE ") { isLeftOut = asides.contains { line.hasPrefix($0 + "\t") } }
      if !isLeftOut { lines.append(line) }
    }
    return lines
  }
}

/// What a restore sets aside stays until a person drops it or the plan's time is over, and never goes before what took its
/// place was saved and read through.
@Suite struct SetAsideTests {
  @Test func itIsListedComesBackAndGoesByACommand() async throws {
    let shop = try await Shop(rows: 500)
    let backup = try await shop.backUp(.databaseFull)
    let first = try await shop.run(.restore(scope: .database, backup: backup.id))
    let aside = try #require(SetAsides.list(plan: shop.plan, state: shop.state).first)
    let there = try await shop.asides()
    #expect(aside.operation == first.id && aside.names == there && (aside.bytes ?? 0) > 0)
    // The new full that the restore ends with was read through.
    let dropped = try await shop.run(.dropAside(operation: first.id))
    #expect(dropped.state == .done, "\(dropped.message ?? "")")
    #expect(try await shop.asides() == [])
    #expect(SetAsides.list(plan: shop.plan, state: shop.state).isEmpty)
    #expect(!(await shop.preview(.dropAside(operation: first.id))).isAllowed)
    // The way back by name is gone; the safety copy is left.
    let back = await shop.preview(.revert(operation: first.id))
    #expect(back.preflight.contains { $0.text.text(in: .english).hasPrefix("Safety copy: ") } && back.isAllowed)

    let second = try await shop.run(.restore(scope: .database, backup: backup.id))
    let reverted = try await shop.run(.revert(operation: second.id))
    #expect(reverted.state == .done, "\(reverted.message ?? "")")
    #expect(
      SetAsides.list(plan: shop.plan, state: shop.state).map(\.operation) == [reverted.id],
      "what came back is not aside any more")
    let cleared = try await shop.run(.dropAside(operation: reverted.id))
    #expect(cleared.state == .done, "\(cleared.message ?? "")")
    #expect(try await shop.asides() == [])
    #expect(
      SetAsides.list(plan: shop.plan, state: shop.state).isEmpty,
      "nor when the record of what brought it back is gone with what that had set aside")
  }

  @Test func itNeverGoesBeforeAVerifiedFull() async throws {
    let shop = try await Shop(rows: 500)
    let backup = try await shop.backUp(.databaseFull)
    let restore = try await shop.run(.restore(scope: .database, backup: backup.id))
    for id in try FileSystem.names(in: shop.state.backups + "/database.full") where id != backup.id {
      try FileSystem.removeTree(shop.state.backups + "/database.full/" + id)
    }
    let preview = await shop.preview(.dropAside(operation: restore.id))
    #expect(
      preview.preflight.contains { $0.severity == .critical && $0.text.text(in: .english).contains("only other copy") })
    let refused = try await shop.run(.dropAside(operation: restore.id), allowingRed: true)
    #expect(refused.state == .failed)
    var plan = shop.plan
    plan.folders.keepAsideSeconds = 0.001
    #expect(try await shop.run(.prune, plan: plan).state == .done)
    #expect(try await shop.asides().count == 1)
    let verified = try await shop.backUp(.databaseFull)
    #expect(verified.takenAt > backup.takenAt)
    #expect(try await shop.run(.prune, plan: plan).state == .done)
    #expect(try await shop.asides() == [])
  }
}
