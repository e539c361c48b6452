import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// The application of the written procedure on a real MariaDB: its tables with 50,000 rows, a view, triggers, routines, an
/// event, utf8mb4 and blobs; another schema beside it; a file tree; accounts with no more grants than they need.
final class Shop: Sendable {
  let folder: TemporaryFolder
  let server: MariaDBServer
  let state: StateFolder
  let plan: Plan
  let host: Host
  private let disk: SmallDisk?

  var files: String { folder.path + "/www" }

  /// - Parameters:
  ///   - rows: how many rows the schema has in all, about.
  ///   - daysBack: how many days ago everything is.
  ///   - diskKilobytes: the size of the server's disk; `nil` for that of this host.
  init(rows: Int = 50_000, binlog: Bool = true, daysBack: Int = 0, diskKilobytes: Int? = nil) async throws {
    host = Host(
      clock: ShiftedClock(days: -daysBack), roots: Roots(),
      commands: SubprocessRunner(home: "/", graceSeconds: 1, companionGraceSeconds: 0.3))
    folder = try TemporaryFolder()
    let place = folder.path + "/m"
    disk = try diskKilobytes.map { kilobytes in
      try FileSystem.makeFolder(place)
      return try SmallDisk(place, kilobytes: kilobytes)
    }
    server = try await MariaDBServer(folder: folder.path + "/m", binlog: binlog)
    state = StateFolder(folder.path + "/s")
    try await server.start(shift: daysBack == 0 ? nil : "-\(daysBack)d")
    try folder.write("schema.sql", Shop.schema)
    try await server.source(folder.path + "/schema.sql")
    try await server.query(Shop.content(scale: max(1, rows / 50)), schema: "nationsounds")
    try await server.query(Shop.accounts)
    let backup = try server.credentials(user: "backup", password: "b ackup'#")
    let restore = try server.credentials(user: "restore", password: "r estore")
    var plan = Plan(application: "NationSounds", timezone: "Europe/Paris")
    plan.language = .english
    var database = DatabasePlan(
      name: "main", engine: .mariadb, schema: "nationsounds", credentials: backup,
      countedTables: ["users", "concerts", "artists"])
    database.restoreCredentials = restore
    plan.databases = [database]
    plan.folders.files = folder.path + "/www"
    self.plan = plan
    try folder.write("www/index.php", "<?php echo 'hello';")
    try folder.write("www/public/app.css", "body{}")
    try folder.write("www/storage/uploads/a b.txt", "upload")
  }

  // MARK: Operations

  func preview(_ request: OperationRequest, plan: Plan? = nil) async -> OperationPreview {
    await Procedures.preview(request: request, plan: plan ?? self.plan, state: state, host: host)
  }

  func order(_ request: OperationRequest, plan: Plan? = nil, allowingRed: Bool = false) async throws -> OperationFolder
  {
    let preview = await preview(request, plan: plan)
    if !allowingRed { try #require(preview.isAllowed, "\(preview.preflight.filter { $0.severity == .critical })") }
    let now = self.now
    let ticket = Procedures.ticket(
      id: OperationID.make(at: now), preview: preview, plan: plan ?? self.plan, by: .agent, reason: nil, at: now)
    return try OperationFolder.create(ticket, state: state)
  }

  @discardableResult
  func run(
    _ request: OperationRequest, plan: Plan? = nil, allowingRed: Bool = false, commands: (any CommandRunner)? = nil
  ) async throws -> OperationStatus {
    try await run(try await order(request, plan: plan, allowingRed: allowingRed), commands: commands)
  }

  @discardableResult
  func run(_ folder: OperationFolder, commands: (any CommandRunner)? = nil) async throws -> OperationStatus {
    var host = host
    if let commands { host.commands = commands }
    _ = await Worker.run(id: folder.id, state: state, host: host, handlesSignals: false)
    return try folder.status(now: now.adding(seconds: 3600))
  }

  /// Makes a backup that must be done, and answers its manifest.
  func backUp(_ leg: BackupLeg) async throws -> BackupManifest {
    // Ids tell seconds: two backups of one leg within one are told apart by their operation.
    let before = Set(Catalogue.manifests(backups: state.backups, leg: leg).map(\.id))
    let status = try await run(.backup(leg: leg))
    try #require(status.state == .done, "\(status.message ?? "")")
    return try #require(
      Catalogue.manifests(backups: state.backups, leg: leg).first { !before.contains($0.id) })
  }

  var now: Timestamp { Timestamp(milliseconds: host.clock.wallMilliseconds()) }

  /// Has the server throw away all closed files of its log: each once the transactions in it need no recovery any more.
  func purge() async throws {
    let isDone = try await eventually(withinSeconds: 30) {
      let files = try await self.server.query("SHOW BINARY LOGS").compactMap { $0.split(separator: "\t").first }
      if let last = files.last, files.count > 1 { try await self.server.query("PURGE BINARY LOGS TO '\(last)'") }
      return files.count == 1
    }
    try #require(isDone)
  }

  // MARK: What is there

  /// `CHECKSUM TABLE … EXTENDED` of each table of a schema, and how many other objects it has.
  func sums(_ schema: String = "nationsounds") async throws -> [String] { try await sums(schema, on: server) }

  /// The same of the schema on another server.
  func rebuiltSums(_ server: MariaDBServer) async throws -> [String] { try await sums("nationsounds", on: server) }

  private func sums(_ schema: String, on server: MariaDBServer) async throws -> [String] {
    let tables = try await server.query(
      "SELECT table_name FROM information_schema.tables WHERE table_schema='\(schema)' AND table_type='BASE TABLE' ORDER BY 1"
    )
    var sums: [String] = []
    if !tables.isEmpty {
      sums = try await server.query(
        "CHECKSUM TABLE " + tables.map { "`\(schema)`.`\($0)`" }.joined(separator: ",") + " EXTENDED")
    }
    sums += try await server.query(
      """
      SELECT 'v',COUNT(*) FROM information_schema.views WHERE table_schema='\(schema)' UNION ALL
      SELECT 't',COUNT(*) FROM information_schema.triggers WHERE trigger_schema='\(schema)' UNION ALL
      SELECT 'r',COUNT(*) FROM information_schema.routines WHERE routine_schema='\(schema)' UNION ALL
      SELECT 'e',COUNT(*) FROM information_schema.events WHERE event_schema='\(schema)'
      """)
    return sums
  }

  /// All that a schema is: how each object is made, and each table's checksum; for every schema of the server.
  func fingerprint() async throws -> [String] {
    let schemas = try await server.query(
      "SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT IN ('information_schema','performance_schema','mysql','sys') ORDER BY 1"
    )
    var lines: [String] = []
    for schema in schemas {
      lines += try await server.query("SHOW CREATE DATABASE `\(schema)`")
      lines += try await sums(schema)
      for (kind, question) in [
        ("TABLE", "SELECT table_name FROM information_schema.tables WHERE table_schema='\(schema)' ORDER BY 1"),
        ("TRIGGER", "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema='\(schema)' ORDER BY 1"),
        ("EVENT", "SELECT event_name FROM information_schema.events WHERE event_schema='\(schema)' ORDER BY 1"),
      ] {
        for name in try await server.query(question) {
          // When a trigger was made is no part of it.
          let made = try await server.query("SHOW CREATE \(kind) `\(schema)`.`\(name)`")
          lines += made.map { kind == "TRIGGER" ? $0.split(separator: "\t").dropLast().joined(separator: "\t") : $0 }
        }
      }
      lines += try await server.query(
        "SELECT name,type,body,definer,sql_mode,character_set_client,collation_connection FROM mysql.proc WHERE db='\(schema)' ORDER BY 1,2"
      )
    }
    return lines
  }

  /// The schemas that a restore has left beside the live one.
  func asides() async throws -> [String] {
    try await server.query(
      "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE 'nationsounds\\_\\_%' ORDER BY 1")
  }

  /// A moment that lies in a second of its own: nothing is written in it, nor half a second before and after. It is asked
  /// of the server's clock, which writes the log.
  func quietMoment() async throws -> Timestamp {
    let second = Int64(try await server.query("SELECT UNIX_TIMESTAMP()").first ?? "") ?? 0
    // The log tells whole seconds: the next write must fall into a later one.
    try await server.query("DO SLEEP(\(second + 2) - UNIX_TIMESTAMP(NOW(6)))")
    return Timestamp(milliseconds: (second + 1) * 1000)
  }

  /// What a file tree holds: names, kinds, modes, owners and contents.
  func listing(_ root: String? = nil) throws -> [String] {
    let root = root ?? files
    var lines: [String] = []
    try FileSystem.walk(root) { path, facts in
      let content = facts.kind == .file ? String(decoding: (try? FileSystem.read(path)) ?? [], as: UTF8.self) : ""
      lines.append("\(path.dropFirst(root.utf8.count)) \(facts.kind) \(facts.mode) \(facts.owner) \(content)")
    }
    return lines.sorted()
  }

  // MARK: The data

  private static let schema = """
    CREATE DATABASE nationsounds CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
    CREATE DATABASE other;
    CREATE TABLE other.ledger(id INT PRIMARY KEY AUTO_INCREMENT, note VARCHAR(100)) ENGINE=InnoDB;
    INSERT INTO other.ledger(note) VALUES ('one'), ('two');
    USE nationsounds;
    CREATE TABLE users(id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(255) NOT NULL, email VARCHAR(255) NOT NULL UNIQUE,
      photo VARBINARY(200), created_at TIMESTAMP NULL) ENGINE=InnoDB COMMENT='who; buys (tickets)';
    CREATE TABLE artists(id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(255), bio TEXT) ENGINE=InnoDB;
    CREATE TABLE concerts(id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, artist_id BIGINT UNSIGNED NOT NULL, concert_date DATETIME NOT NULL,
      price DECIMAL(8,2) NOT NULL DEFAULT 0, FOREIGN KEY (artist_id) REFERENCES artists(id)) ENGINE=InnoDB;
    CREATE TABLE bookings(id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, user_id BIGINT UNSIGNED NOT NULL, concert_id BIGINT UNSIGNED NOT NULL,
      quantity SMALLINT NOT NULL DEFAULT 1, created_at TIMESTAMP NULL, FOREIGN KEY (user_id) REFERENCES users(id),
      FOREIGN KEY (concert_id) REFERENCES concerts(id)) ENGINE=InnoDB;
    CREATE TABLE sessions(id VARCHAR(64) PRIMARY KEY, payload LONGTEXT NOT NULL, last_activity INT NOT NULL) ENGINE=InnoDB;
    CREATE TABLE jobs(id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, payload LONGTEXT NOT NULL, created_at INT UNSIGNED NOT NULL) ENGINE=InnoDB;
    CREATE TABLE job_batches(id VARCHAR(64) PRIMARY KEY, name VARCHAR(255) NOT NULL) ENGINE=InnoDB;
    CREATE VIEW upcoming AS SELECT id, concert_date, 'a;(b' AS odd FROM concerts WHERE concert_date >= '2026-01-01';
    DELIMITER //
    CREATE PROCEDURE count_bookings(OUT n INT) BEGIN SELECT COUNT(*) INTO n FROM bookings; END//
    CREATE FUNCTION twice(n INT) RETURNS INT DETERMINISTIC RETURN 2 * n//
    CREATE TRIGGER bookings_bi BEFORE INSERT ON bookings FOR EACH ROW BEGIN IF NEW.created_at IS NULL THEN SET NEW.created_at = '2026-01-01'; END IF; END//
    DELIMITER ;
    CREATE EVENT nightly ON SCHEDULE EVERY 1 DAY DISABLE DO DELETE FROM sessions WHERE last_activity < 0;
    """

  /// `scale` is a fiftieth of the rows.
  private static func content(scale: Int) -> String {
    """
    INSERT INTO users SELECT seq, CONCAT('Zoé 🎸 ', seq, ' it''s; (', CHAR(92), ') '), CONCAT('user', seq, '@example.test'), UNHEX(MD5(seq)), '2026-01-01' FROM seq_1_to_\(scale * 10);
    INSERT INTO artists SELECT seq, CONCAT('Artist ', seq), REPEAT('bio\\n', 10) FROM seq_1_to_\(scale);
    INSERT INTO concerts SELECT seq, 1 + seq MOD \(scale), '2026-01-01' + INTERVAL seq DAY, seq MOD 90 FROM seq_1_to_\(scale * 3);
    INSERT INTO bookings SELECT seq, 1 + seq MOD \(scale * 10), 1 + seq MOD \(scale * 3), 1 + seq MOD 4, NULL FROM seq_1_to_\(scale * 20);
    INSERT INTO sessions SELECT SHA1(seq), REPEAT(MD5(seq), 6), 1700000000 + seq FROM seq_1_to_\(scale * 10);
    INSERT INTO jobs SELECT seq, CONCAT('{"job":"', MD5(seq), '"}'), 1700000000 + seq FROM seq_1_to_\(scale * 5);
    INSERT INTO job_batches SELECT SHA1(seq), CONCAT('batch ', seq) FROM seq_1_to_\(scale);
    """
  }

  static let accounts = #"""
    CREATE USER 'backup'@'localhost' IDENTIFIED BY 'b ackup''#';
    GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON nationsounds.* TO 'backup'@'localhost';
    GRANT SELECT ON mysql.proc TO 'backup'@'localhost';
    GRANT RELOAD, BINLOG MONITOR, REPLICATION SLAVE ON *.* TO 'backup'@'localhost';
    CREATE USER 'restore'@'localhost' IDENTIFIED BY 'r estore';
    GRANT ALL ON nationsounds.* TO 'restore'@'localhost';
    GRANT ALL ON `nationsounds\_\_%`.* TO 'restore'@'localhost';
    GRANT SET USER, PROCESS ON *.* TO 'restore'@'localhost';
    GRANT SELECT ON mysql.proc TO 'restore'@'localhost';
    """#
}
