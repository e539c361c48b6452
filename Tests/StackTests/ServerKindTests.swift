import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// What a dump of a schema carries, what it cannot, and what says so: each on a real server.
@Suite struct ServerKindTests {
  private func whole(_ place: GeneratedServer, _ schema: String = "shop", _ comment: Comment = "") async throws
    -> BackupManifest
  {
    let before = try await place.fingerprint(schema)
    let manifest = try await place.backUp(schema)
    let restored = try await place.restored(manifest)
    #expect(restored.differences(from: before).isEmpty, comment)
    return manifest
  }

  /// B3, B4, B9, B10 in one schema, C4 beside them.
  @Test func objectsOfEveryKindComeBack() async throws {
    let place = try await GeneratedServer()
    let refused = try await place.run(
      """
      CREATE USER app@localhost; GRANT SELECT ON shop.* TO app@localhost; CREATE ROLE keeper; CREATE DATABASE beside; CREATE TABLE beside.t (a INT, b TEXT);
      GRANT SELECT ON beside.* TO app@localhost; CREATE SEQUENCE beside.far; CREATE DATABASE shop; USE shop;
      CREATE SEQUENCE sq; CREATE TABLE t (id INT PRIMARY KEY DEFAULT NEXTVAL(sq), n INT DEFAULT (NEXT VALUE FOR beside.far), x TEXT);
      INSERT INTO t (x) VALUES ('a'),('b'); CREATE TABLE `b``t` (`c``l` INT); INSERT INTO `b``t` VALUES (1);
      CREATE DEFINER=app@localhost VIEW v AS SELECT id FROM t; CREATE DEFINER=app@localhost VIEW vv AS SELECT id FROM v;
      CREATE DEFINER=keeper VIEW vr AS SELECT id FROM vv; CREATE VIEW o AS SELECT x.a, y.id FROM beside.t x JOIN t y ON x.a=y.id;
      CREATE TABLE m1 (a INT) ENGINE=MyISAM; INSERT INTO m1 VALUES (1); CREATE TABLE m (a INT) ENGINE=MERGE UNION=(m1);
      CREATE TABLE p (id INT PRIMARY KEY, v INT) WITH SYSTEM VERSIONING; INSERT INTO p VALUES (1,1),(2,2); UPDATE p SET v=9; DELETE FROM p WHERE id=2;
      CREATE TABLE mem (a VARCHAR(20)) ENGINE=MEMORY; INSERT INTO mem VALUES ('it''s'),(NULL);
      create trigger bi before insert on t for each row set new.x=upper(new.x);
      """)
    try #require(refused.isEmpty, "\(refused)")
    let manifest = try await whole(place)
    #expect(manifest.contents["(table)"] == 6 && manifest.contents["(sequence)"] == 1 && manifest.contents["p"] == 4)
    #expect(
      manifest.server?.definers?.contains("app@localhost") == true
        && manifest.server?.definers?.contains("keeper") == true)
    #expect(manifest.server?.grants?["app@localhost"] == ["GRANT SELECT ON `shop`.* TO `app`@`localhost`"])
    #expect(
      manifest.remarks.contains { $0.contains("mem (MEMORY)") } && manifest.remarks.contains { $0.contains("beside") })
    // What follows names a definer of its own, and the server is stopped in between: the rows in memory are still there.
    _ = try await place.run(
      "USE shop; CREATE USER late@localhost; GRANT ALL ON *.* TO late@localhost; CREATE DEFINER=late@localhost VIEW l AS SELECT id FROM t; CREATE VIEW ll AS SELECT id FROM l; INSERT INTO mem VALUES ('later');"
    )
    let after = try await place.fingerprint("shop")
    try await place.server.query("DO SLEEP(2.1)")
    let moment = Timestamp(milliseconds: place.host.clock.wallMilliseconds() / 1000 * 1000)
    try await place.server.query("DO SLEEP(1.1); CREATE TABLE beside.mark (a INT)")
    #expect(try await place.run(.backup(leg: .databaseLog), schema: "shop").state == .done)
    let then = try await place.restored(manifest, moment: moment)
    #expect(then.differences(from: after).isEmpty)
  }

  /// C5, B1: what the source holds and a dump does not.
  @Test func whatADumpDoesNotCarryIsSaid() async throws {
    let place = try await GeneratedServer(settings: ["max_allowed_packet=2M"])
    let refused = try await place.run(
      """
      CREATE DATABASE shop; USE shop; CREATE TABLE f (id INT PRIMARY KEY, `fl``t` FLOAT, ok FLOAT); INSERT INTO f VALUES (1,16777217,1.5),(2,0.1,2),(3,1/3,3);
      CREATE TABLE k (e ENUM('','a'), f ENUM('a','b'), g ENUM('x',''), h ENUM('it''s',','), s SET('','a'), t SET('a','b')) CHARSET=utf8mb4;
      INSERT IGNORE INTO k VALUES ('?','?','?','?',1,0),(1,1,1,1,0,1),(1,'?',2,2,3,2),(NULL,NULL,NULL,NULL,NULL,NULL);
      CREATE TABLE big (id INT PRIMARY KEY, b LONGBLOB); INSERT INTO big VALUES (1, REPEAT(X'FF', 1500000));
      SET sql_mode='ALLOW_INVALID_DATES'; CREATE TABLE d (id INT PRIMARY KEY, d DATE, e DATETIME DEFAULT '2024-02-30 00:00:00');
      INSERT INTO d VALUES (1,'2024-02-31','2024-04-31 10:00:00'),(2,'0000-00-00','2024-00-10');
      CREATE TABLE gone (a INT); CREATE VIEW lost AS SELECT a FROM gone; CREATE VIEW atop AS SELECT a FROM lost; DROP TABLE gone;
      """)
    try #require(refused.isEmpty, "\(refused)")
    let before = try await place.fingerprint("shop")
    let preview = await Procedures.preview(
      request: .backup(leg: .databaseFull), plan: place.plan("shop"), state: place.state, host: place.host)
    #expect(
      preview.isAllowed && preview.preflight.contains { $0.text.text(in: .english).contains("lost cannot be read") })
    let manifest = try await place.backUp("shop")
    let remarks = manifest.remarks.joined(separator: "\n")
    let bare = remarks.split(separator: "\u{A0}").joined(separator: " ")
    #expect(bare.contains("f.fl`t: 2 values of FLOAT") && !remarks.contains("f.ok"), "\(remarks)")
    // The value 0 of an ENUM is lost beside an empty member alone, the empty member of a SET where it is alone.
    #expect(bare.contains("k.e: 1 value of ENUM") && bare.contains("k.g: 1 value of ENUM"), "\(remarks)")
    #expect(bare.contains("k.s: 1 value of SET"), "\(remarks)")
    #expect(["k.f", "k.h", "k.t"].allSatisfy { !bare.contains($0) }, "\(remarks)")
    #expect(
      remarks.contains("big: a row takes a statement of 3 MiB") && remarks.contains("SET GLOBAL max_allowed_packet="))
    #expect(remarks.contains("lost is left out") && remarks.contains("atop is left out"))
    #expect(manifest.server?.leftOut?["lost"]?.contains("VIEW `shop`.`lost`") == true)
    #expect(!remarks.contains("d.d") && !remarks.contains("MEMORY"), "\(remarks)")
    // Its hexadecimals are too long an answer for this server.
    let differences = try await place.restored(manifest).differences(from: before).filter { !$0.hasPrefix("rows big") }
    #expect(
      differences.count == 5
        && differences.allSatisfy { line in ["lost", "atop", " f:", "checksum k:"].contains { line.contains($0) } },
      "\(differences)"
    )
  }

  /// B6: tables that a server with other settings would not make, or make otherwise.
  @Test func aServerIsSetLikeTheOneItStandsFor() async throws {
    let place = try await GeneratedServer(settings: [
      "innodb_strict_mode=OFF", "lower_case_table_names=1", "innodb_page_size=8k", "collation-server=utf8mb4_bin",
      "sql_mode=ANSI_QUOTES,NO_BACKSLASH_ESCAPES,ORACLE",
    ])
    let columns = (0..<40).map { "c\($0) VARCHAR(250)" }.joined(separator: ",")
    let refused = try await place.run(
      """
      SET sql_mode=''; CREATE DATABASE shop; USE shop; CREATE TABLE wide (\(columns)) CHARSET=latin1 ROW_FORMAT=REDUNDANT; INSERT INTO wide(c0) VALUES ('a');
      CREATE TABLE Orders (Id INT); CREATE VIEW OpenOrders AS SELECT ID FROM orders; CREATE TABLE plain (s VARCHAR(9));
      """)
    try #require(refused.isEmpty, "\(refused)")
    let manifest = try await whole(place)
    #expect(
      manifest.server?.settings?["lower_case_table_names"] == "1"
        && manifest.server?.settings?["innodb_page_size"] == "8192")
  }

  /// B5, and names at their longest.
  @Test func thousandsOfTablesAreNoArgument() async throws {
    let place = try await GeneratedServer(settings: ["innodb_file_per_table=OFF"])
    let script = (0..<2200).map { "CREATE TABLE `\(String(repeating: "n", count: 58))\($0)` (a INT);" }.joined()
    let refused = try await place.run("CREATE DATABASE shop; USE shop;" + script)
    try #require(refused.isEmpty, "\(refused.prefix(3))")
    let manifest = try await place.backUp("shop")
    #expect(manifest.contents["(table)"] == 2200)
    let database = ServerDatabase(
      plan: place.plan("shop").databases[0], credentials: place.server.rootCredentials,
      context: StepContext(
        step: Step(verb: "x", title: LocalizedText("x")), operation: "x", plan: place.plan("shop"), state: place.state,
        host: place.host, orderedAt: manifest.takenAt))
    #expect(try await database.checksums().count == 2200)
    #expect(try await database.rows().count == 2200)
  }

  /// Globals under which a dump leaves rows out, and is whole by every other mark.
  @Test func aServerThatMakesDumpsForgetIsRefused() async throws {
    let place = try await GeneratedServer()
    _ = try await place.run(
      "CREATE DATABASE shop; USE shop; CREATE TABLE p (id INT) WITH SYSTEM VERSIONING; INSERT INTO p VALUES (1),(2);")
    for (setting, line) in [
      ("sql_select_limit=1", "SET GLOBAL sql_select_limit=DEFAULT"),
      ("system_versioning_asof='2020-01-01 00:00:00'", "SET GLOBAL system_versioning_asof=DEFAULT"),
    ] {
      try await place.server.query("SET GLOBAL \(setting)")
      let preview = await Procedures.preview(
        request: .backup(leg: .databaseFull), plan: place.plan("shop"), state: place.state, host: place.host)
      #expect(
        preview.preflight.contains { $0.severity == .critical && $0.text.text(in: .french).contains(line) },
        "\(preview.preflight)")
      #expect(try await place.run(.backup(leg: .databaseFull), schema: "shop").state == .failed)
      #expect(Catalogue.manifests(backups: place.state.backups, leg: .databaseFull).isEmpty)
      try await place.server.query(line)
    }
    _ = try await whole(place)
    for name in ["it's", "q\"q", "b\\s"] {
      try await place.server.query("CREATE DATABASE \(SchemaGenerator.quoted(name))")
      let preview = await Procedures.preview(
        request: .backup(leg: .databaseFull), plan: place.plan(name), state: place.state, host: place.host)
      #expect(!preview.isAllowed, "\(name)")
    }
  }

  /// An account that views and triggers act for is offered where it is missing, with what it was granted; nobody makes it.
  @Test func aMissingDefinerIsOfferedNeverMade() async throws {
    let place = try await GeneratedServer()
    let refused = try await place.run(
      """
      CREATE DATABASE shop; USE shop; CREATE USER app@localhost IDENTIFIED BY 'secret'; GRANT SELECT ON shop.* TO app@localhost;
      CREATE TABLE t (id INT); CREATE DEFINER=app@localhost VIEW v AS SELECT id FROM t;
      """)
    try #require(refused.isEmpty, "\(refused)")
    let manifest = try await place.backUp("shop")
    func missing() async -> [String] {
      await Procedures.preview(
        request: .restore(scope: .database, backup: manifest.id, moment: nil), plan: place.plan("shop"),
        state: place.state,
        host: place.host
      ).preflight.filter { $0.severity == .warning }.map { $0.text.text(in: .english) }.filter {
        $0.contains("app@localhost")
      }
    }
    #expect(await missing().isEmpty)
    try await place.server.query("DROP USER app@localhost")
    let lines = await missing()
    #expect(
      lines == [
        "app@localhost is not on the server, what acts in its name will fail: CREATE USER IF NOT EXISTS 'app'@'localhost' ACCOUNT LOCK; GRANT SELECT ON `shop`.* TO `app`@`localhost`"
      ])
    let text = String(
      decoding: try FileSystem.read(place.state.backups + "/database.full/" + manifest.id + "/manifest.json"),
      as: UTF8.self)
    #expect(!text.contains("secret") && !text.contains("IDENTIFIED"))
    #expect(try await place.server.query("SELECT COUNT(*) FROM mysql.user WHERE user='app'") == ["0"])
  }

  /// The check that follows a backup does not unpack what was read while it was written; a later one does.
  @Test func whatWasReadWhileItWasWrittenIsNotUnpackedAgain() async throws {
    let place = try await GeneratedServer()
    _ = try await place.run("CREATE DATABASE shop; USE shop; CREATE TABLE t (id INT); INSERT INTO t VALUES (1);")
    let unpacked = Counted()
    let runner = TamperingRunner { (_, command) throws(CommandError) -> Command? in
      if command.executable == "gzip", command.arguments.first == "-dc" { unpacked.add() }
      return nil
    }
    #expect(try await place.run(.backup(leg: .databaseFull), schema: "shop", commands: runner).state == .done)
    #expect(unpacked.count == 1)
    let id = try #require(Catalogue.manifests(backups: place.state.backups, leg: .databaseFull).first?.id)
    #expect(try await place.run(.verify(backup: id), schema: "shop", commands: runner).state == .done)
    #expect(unpacked.count == 2)
    // What lies on the disk is what counts: one byte changed after it was read.
    let damaging = TamperingRunner { (_, command) throws(CommandError) -> Command? in
      command.executable == "tee"
        ? command.wrapped("\"$@\"; printf X | dd of=\"$2\" bs=1 seek=40 conv=notrunc 2>/dev/null") : nil
    }
    let status = try await place.run(.backup(leg: .databaseFull), schema: "shop", commands: damaging)
    #expect(status.state == .failed, "\(status)")
  }

  private final class Counted: @unchecked Sendable {
    private var mutex = pthread_mutex_t()
    private var value = 0
    init() { pthread_mutex_init(&mutex, nil) }
    func add() {
      pthread_mutex_lock(&mutex)
      value += 1
      pthread_mutex_unlock(&mutex)
    }
    var count: Int {
      pthread_mutex_lock(&mutex)
      defer { pthread_mutex_unlock(&mutex) }
      return value
    }
  }
}
