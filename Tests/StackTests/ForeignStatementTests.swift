import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Statements of the log that are about other schemas, on a real server: they never stop ours. Those that concern ours and
/// cannot be carried out without the others are refused with their place, and nothing is touched.
@Suite struct ForeignStatementTests {
  /// Runs statements after a full backup and a change of ours, then restores to a moment after all of it.
  private func outcome(
    _ sql: String, before: String = "SELECT 1", schema: String = "other"
  ) async throws -> (shop: Shop, status: OperationStatus, expected: [String], live: [String]) {
    let shop = try await Shop(rows: 200)
    try await shop.server.query(
      "CREATE DATABASE crm; CREATE TABLE crm.x(id INT PRIMARY KEY, note VARCHAR(50)) ENGINE=InnoDB;"
        + "INSERT INTO crm.x VALUES (1,'c'); CREATE PROCEDURE other.p() SELECT 1; CREATE USER u@localhost;"
        + "CREATE VIEW other.v AS SELECT * FROM other.ledger;"
        + "CREATE TRIGGER other.tr AFTER INSERT ON other.ledger FOR EACH ROW INSERT INTO crm.x VALUES (NEW.id+1000,'t');"
        + "CREATE EVENT other.e ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM other.ledger WHERE id<0;" + before)
    try shop.folder.write(
      "f.sql",
      "DELIMITER //\nCREATE FUNCTION crm.f() RETURNS INT BEGIN DELETE FROM nationsounds.jobs LIMIT 1; RETURN 1; END//\n"
    )
    try await shop.server.source(shop.folder.path + "/f.sql")
    _ = try await shop.backUp(.databaseFull)
    try await shop.server.query("UPDATE users SET name='between' WHERE id<5", schema: "nationsounds")
    try await shop.server.query(sql, schema: schema)
    try await shop.server.query("UPDATE users SET email=CONCAT('after',id) WHERE id<5", schema: "nationsounds")
    let moment = try await shop.quietMoment()
    let expected = try await shop.fingerprint()
    try await shop.server.query("DELETE FROM bookings", schema: "nationsounds")
    _ = try await shop.backUp(.databaseLog)
    let live = try await shop.fingerprint()
    let status = try await shop.run(.restore(scope: .database, backup: nil, moment: moment))
    return (shop, status, expected, live)
  }

  /// What the log is told by root, one kind after another; none of it concerns ours.
  static let harmless: [(String, String, String)] = [
    (
      "routines, events, triggers, views",
      """
      DROP PROCEDURE other.p; CREATE PROCEDURE other.q() SELECT 'nationsounds'; CREATE OR REPLACE FUNCTION other.f() RETURNS INT RETURN 1;
      DROP TRIGGER other.tr; DROP EVENT other.e; CREATE EVENT crm.e ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM nationsounds.users;
      ALTER EVENT crm.e COMMENT 'x'; DROP VIEW other.v; CREATE VIEW other.w AS SELECT id FROM nationsounds.users;
      ALTER PROCEDURE other.q COMMENT 'c'; CREATE DATABASE third; CREATE TABLE third.t LIKE nationsounds.users; DROP DATABASE third
      """, "other"
    ),
    (
      "the same with ours in use",
      """
      DROP PROCEDURE other.p; CREATE PROCEDURE other.q() SELECT COUNT(*) FROM other.ledger; DROP TRIGGER other.tr;
      DROP EVENT other.e; CREATE DEFINER=u@localhost FUNCTION IF NOT EXISTS other.f() RETURNS INT RETURN 1; DROP FUNCTION other.f;
      CREATE TABLE other.z LIKE nationsounds.users; CREATE TABLE crm.y SELECT * FROM crm.x; DROP TABLE other.z; RENAME TABLE crm.y TO other.y
      """, "nationsounds"
    ),
    (
      "accounts",
      """
      CREATE USER w@localhost IDENTIFIED BY 'x'; GRANT SELECT ON nationsounds.* TO w@localhost; RENAME USER w@localhost TO z@localhost;
      ALTER USER z@localhost IDENTIFIED BY 'y'; CREATE ROLE r; GRANT r TO z@localhost; REVOKE ALL PRIVILEGES, GRANT OPTION FROM z@localhost;
      DROP USER z@localhost; DROP ROLE r; FLUSH PRIVILEGES; GRANT EXECUTE ON PROCEDURE other.p TO u@localhost
      """, "nationsounds"
    ),
    (
      "rows across schemas",
      """
      INSERT INTO nationsounds.jobs(payload,created_at) SELECT note,1 FROM crm.x; INSERT INTO other.ledger(note) SELECT name FROM nationsounds.users LIMIT 3;
      UPDATE nationsounds.artists a JOIN other.ledger l ON l.id=a.id SET a.name='joined', l.note='joined';
      DELETE a, l FROM nationsounds.jobs a JOIN other.ledger l ON l.id=a.id; CREATE TABLE nationsounds.copied SELECT * FROM crm.x;
      USE nationsounds; CREATE TRIGGER away AFTER INSERT ON jobs FOR EACH ROW INSERT INTO crm.x VALUES (NEW.id+5000,'away');
      INSERT INTO nationsounds.jobs(payload,created_at) VALUES ('by trigger',2)
      """, "other"
    ),
    (
      "statements and packed ones",
      """
      SET GLOBAL log_bin_compress=1; SET GLOBAL log_bin_compress_min_len=10; SET binlog_format=STATEMENT;
      INSERT INTO nationsounds.jobs(payload,created_at) VALUES ('from another schema in use',3);
      INSERT INTO crm.x SELECT id+10,name FROM nationsounds.artists WHERE id<3; DROP PROCEDURE other.p;
      CREATE PROCEDURE other.long_one() SELECT 'a text that is long enough to be packed, long enough to be packed, long enough';
      SET binlog_format=MIXED; UPDATE nationsounds.users SET name='mixed' WHERE id=6; SET binlog_row_image=MINIMAL;
      SET binlog_format=ROW; UPDATE nationsounds.users SET name='minimal' WHERE id=7
      """, "other"
    ),
  ]

  @Test(arguments: harmless.indices) func otherSchemasNeverStopOurs(_ index: Int) async throws {
    let (name, sql, schema) = ForeignStatementTests.harmless[index]
    let (shop, status, expected, _) = try await outcome(sql, schema: schema)
    try #require(status.state == .done, "\(name): \(status.message ?? "")")
    #expect(try await shop.ours() == expected.ours, "\(name)")
  }

  /// What the log holds as text says nothing of what a trigger, a routine or a view of another schema did to ours: an account
  /// that may look at them knows, and refuses before anything is touched.
  @Test(arguments: [
    "SET binlog_format=STATEMENT; INSERT INTO crm.feed VALUES (1)",
    "SET binlog_format=STATEMENT; INSERT INTO crm.chain VALUES (1)",
    "SET binlog_format=STATEMENT; INSERT INTO crm.x VALUES (crm.f()+9,'f')",
    "SET binlog_format=STATEMENT; INSERT INTO crm.door(payload,created_at) VALUES ('through a view',3)",
    "CREATE TRIGGER crm.made AFTER INSERT ON crm.x FOR EACH ROW INSERT INTO nationsounds.job_batches VALUES (NEW.id,'m'); SET binlog_format=STATEMENT; INSERT INTO crm.x VALUES (77,'x')",
  ]) func whatWritesToOursThroughAnotherIsRefused(_ sql: String) async throws {
    let (shop, status, _, live) = try await outcome(
      sql,
      before: """
        CREATE TABLE crm.feed(id INT PRIMARY KEY) ENGINE=InnoDB; CREATE TABLE crm.chain(id INT PRIMARY KEY) ENGINE=InnoDB;
        CREATE TRIGGER crm.feeding AFTER INSERT ON crm.feed FOR EACH ROW INSERT INTO nationsounds.job_batches VALUES (NEW.id,'t');
        CREATE TRIGGER crm.chaining AFTER INSERT ON crm.chain FOR EACH ROW INSERT INTO crm.feed VALUES (NEW.id);
        CREATE VIEW crm.door AS SELECT payload, created_at FROM nationsounds.jobs;
        GRANT TRIGGER, SHOW VIEW, SELECT ON crm.* TO backup@localhost
        """)
    #expect(status.state == .failed, "\(sql): \(status.state) \(status.message ?? "")")
    #expect(status.message?.contains("through another") == true, "\(status.message ?? "")")
    #expect(try await shop.fingerprint() == live)
    #expect(try await shop.asides().isEmpty)
  }

  /// An account that may not look says what it could not see; rows tell everything.
  @Test func whatCannotBeSeenIsSaid() async throws {
    let before =
      "CREATE TABLE crm.feed(id INT PRIMARY KEY) ENGINE=InnoDB; CREATE TRIGGER crm.feeding AFTER INSERT ON crm.feed FOR EACH ROW INSERT INTO nationsounds.job_batches VALUES (NEW.id,'t')"
    let (_, unseen, _, _) = try await outcome(
      "SET binlog_format=STATEMENT; INSERT INTO crm.feed VALUES (1)", before: before)
    let said = unseen.steps.compactMap(\.message).joined(separator: "\n")
    #expect(said.contains("in the log as text, for other schemas: 1 statement,"), "\(said)")
    let (shop, rows, expected, _) = try await outcome("INSERT INTO crm.feed VALUES (1)", before: before)
    try #require(rows.state == .done, "\(rows.message ?? "")")
    #expect(try await shop.ours() == expected.ours)
  }

  /// A trigger of ours that writes elsewhere: its rows are ours alone, its text wants the other schema.
  @Test(arguments: ["ROW", "STATEMENT"]) func aTriggerOfOursThatWritesElsewhere(_ format: String) async throws {
    let (shop, status, expected, live) = try await outcome(
      "SET binlog_format=\(format); INSERT INTO nationsounds.jobs(payload,created_at) VALUES ('away',3)",
      before:
        "CREATE TRIGGER nationsounds.away AFTER INSERT ON nationsounds.jobs FOR EACH ROW INSERT INTO crm.x VALUES (NEW.created_at+50,'away')"
    )
    if format == "ROW" {
      try #require(status.state == .done, "\(status.message ?? "")")
      #expect(try await shop.ours() == expected.ours)
    } else {
      #expect(status.state == .failed && status.message?.contains("mysql-bin.0000") == true, "\(status.message ?? "")")
      #expect(try await shop.fingerprint() == live)
    }
  }

  /// What was begun before the full and ends after it: its first half is not in what is replayed.
  @Test(arguments: ["XA COMMIT 'x'", "XA ROLLBACK 'x'"]) func aTransactionPreparedAcrossTheFull(_ end: String)
    async throws
  {
    let (shop, status, expected, live) = try await outcome(
      end,
      before:
        "XA START 'x'; INSERT INTO nationsounds.jobs(payload,created_at) VALUES ('prepared',3); XA END 'x'; XA PREPARE 'x'"
    )
    if end.contains("ROLLBACK") {
      try #require(status.state == .done, "\(status.message ?? "")")
      #expect(try await shop.ours() == expected.ours)
    } else {
      let message = status.message ?? ""
      #expect(
        status.state == .failed && message.contains("XA COMMIT") && message.contains("mysql-bin.0000"), "\(message)")
      #expect(try await shop.fingerprint() == live)
    }
  }

  /// A table that only its session sees, filled before the full and read after it.
  @Test(arguments: ["MIXED", "STATEMENT"]) func aTemporaryTableAcrossTheFull(_ format: String) async throws {
    let shop = try await Shop(rows: 200)
    let session = try await shop.server.session(
      "SET binlog_format=\(format); USE nationsounds; CREATE TEMPORARY TABLE kept(v INT); INSERT INTO kept VALUES (4); SELECT 'held'"
    )
    _ = try await shop.backUp(.databaseFull)
    session.send(
      "INSERT INTO nationsounds.jobs(payload,created_at) SELECT 'from it',v FROM kept; DROP TEMPORARY TABLE kept; UPDATE nationsounds.users SET name='done' WHERE id=1;\n"
    )
    let came = try await eventually(withinSeconds: 30) {
      try await shop.server.query("SELECT name FROM nationsounds.users WHERE id=1") == ["done"]
    }
    #expect(came)
    let moment = try await shop.quietMoment()
    let expected = try await shop.fingerprint()
    try await shop.server.query("DELETE FROM bookings", schema: "nationsounds")
    _ = try await shop.backUp(.databaseLog)
    let live = try await shop.fingerprint()
    let status = try await shop.run(.restore(scope: .database, backup: nil, moment: moment))
    if format == "MIXED" {
      try #require(status.state == .done, "\(status.message ?? "")")
      #expect(try await shop.ours() == expected.ours)
    } else {
      let message = status.message ?? ""
      #expect(status.state == .failed && message.contains("kept") && message.contains("mysql-bin.0000"), "\(message)")
      #expect(try await shop.fingerprint() == live)
    }
    session.end()
  }

  /// Ours is concerned, and what it takes is not in its backup.
  static let entangled: [(String, String)] = [
    ("CREATE TABLE nationsounds.y LIKE crm.x", "LIKE crm.x"),
    (
      "SET binlog_format=STATEMENT; INSERT INTO nationsounds.jobs(payload,created_at) SELECT note,1 FROM crm.x", "crm.x"
    ),
    ("RENAME TABLE nationsounds.job_batches TO crm.job_batches", "crm.job_batches"),
    ("RENAME TABLE crm.x TO nationsounds.x", "RENAME TABLE"),
    (
      "SET binlog_format=STATEMENT; SELECT crm.f()",
      "`crm`.`f`"
    ),
  ]

  @Test(arguments: entangled.indices) func whatCannotBeToldApartIsRefusedWithItsPlace(_ index: Int) async throws {
    let (sql, shown) = ForeignStatementTests.entangled[index]
    let (shop, status, _, live) = try await outcome(sql)
    #expect(status.state == .failed, "\(sql): \(status.state) \(status.message ?? "")")
    let message = status.message ?? ""
    #expect(message.contains("mysql-bin.0000") && message.contains(shown) && message.contains("--to "), "\(message)")
    #expect(try await shop.fingerprint() == live)
    #expect(try await shop.asides().isEmpty)
  }
}

extension Shop {
  /// The part of the fingerprint that is about the schema that is restored.
  func ours() async throws -> [String] { try await fingerprint().ours }
}

extension [String] {
  /// Without what other schemas are: they come after, by their names.
  var ours: [String] {
    guard let start = firstIndex(where: { $0.hasPrefix("nationsounds\t") }) else { return [] }
    let end = self[(start + 1)...].firstIndex { $0.contains("CREATE DATABASE") } ?? endIndex
    return Array(self[start..<end])
  }
}
