import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// Rows of one table back as they were: exactly those that were named, in one transaction, and the undoing brings the former
/// state. Held against `CHECKSUM TABLE` and the rows themselves, read by another client.
@Suite struct RestoreRowsTests {
  private static let runs = getenv("VIGIE_LONG_TESTS") == nil ? 4 : 100

  /// A schema with foreign keys that cascade, and triggers that would write if they ran.
  private static let schema = """
    CREATE TABLE venues(id INT PRIMARY KEY AUTO_INCREMENT, name VARCHAR(40) NOT NULL, UNIQUE(name)) ENGINE=InnoDB;
    CREATE TABLE shows(id INT PRIMARY KEY AUTO_INCREMENT, venue INT NOT NULL, title VARCHAR(400) COLLATE utf8mb4_general_ci, price DECIMAL(8,2),
      seen DOUBLE, photo BLOB, twice DECIMAL(9,2) AS (price * 2) STORED, touched TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
      FOREIGN KEY (venue) REFERENCES venues(id) ON DELETE CASCADE ON UPDATE CASCADE) ENGINE=InnoDB;
    CREATE TABLE seats(show_id INT, seat INT, holder VARCHAR(20), PRIMARY KEY (show_id, seat),
      FOREIGN KEY (show_id) REFERENCES shows(id) ON DELETE CASCADE) ENGINE=InnoDB;
    CREATE TABLE log(id INT PRIMARY KEY AUTO_INCREMENT, what VARCHAR(60)) ENGINE=InnoDB;
    CREATE TRIGGER shows_ai AFTER INSERT ON shows FOR EACH ROW INSERT INTO log(what) VALUES (CONCAT('made ', NEW.id));
    CREATE TRIGGER shows_bu BEFORE UPDATE ON shows FOR EACH ROW SET NEW.title = CONCAT(NEW.title, '!');
    INSERT INTO venues SELECT seq, CONCAT('Salle ', seq) FROM seq_1_to_20;
    INSERT INTO shows(id,venue,title,price,seen,photo) SELECT seq, 1 + seq MOD 20, CONCAT('É 🎸 ', seq, CHAR(39), CHAR(92)), seq/7, seq/3, UNHEX(MD5(seq)) FROM seq_1_to_200;
    INSERT INTO seats SELECT 1 + seq MOD 200, seq DIV 200, CONCAT('h', seq) FROM seq_1_to_1000;
    """

  private func rows(_ shop: Shop, _ table: String, _ condition: String = "TRUE", schema: String = "nationsounds")
    async throws -> [String]
  {
    let columns = ["shows": "id,venue,HEX(title),price,seen,HEX(photo),twice,touched"][table] ?? "*"
    return try await shop.server.query("SELECT \(columns) FROM \(schema).\(table) WHERE \(condition) ORDER BY 1,2")
  }

  @Test func exactlyTheNamedRowsComeBackAndTheUndoingBringsTheFormerState() async throws {
    let shop = try await Shop(rows: 500)
    try await shop.server.query(Self.schema, schema: "nationsounds")
    let full = try await shop.backUp(.databaseFull)
    // The state of the backup, out of reach.
    for table in ["shows", "seats"] {
      try await shop.server.query("CREATE TABLE other.\(table) AS SELECT * FROM nationsounds.\(table)")
    }
    for run in 0..<Self.runs {
      var numbers = SeededNumbers(seed: UInt64(1500 + run))
      let low = Int.random(in: 1...150, using: &numbers)
      let condition = "id BETWEEN \(low) AND \(low + Int.random(in: 3...40, using: &numbers))"
      let then = try await rows(shop, "shows", condition, schema: "other")
      let chosenSeats = "show_id IN (SELECT id FROM other.shows WHERE \(condition))"
      let seatsThen = try await rows(shop, "seats", chosenSeats, schema: "other")
      // Some of them go, some change, some are added; and others that nobody names.
      let damage = [
        "DELETE FROM shows WHERE \(condition) AND id MOD 3 = 0",
        "UPDATE shows SET title=REVERSE(title), price=price+1, venue=1 WHERE \(condition) AND id MOD 3 = 1",
        "UPDATE shows SET price=0 WHERE id NOT BETWEEN \(low) AND 200",
        "INSERT INTO shows(id,venue,title,price) VALUES (\(1000 + run),2,'new',1)",
        "DELETE FROM seats WHERE show_id=\(low) LIMIT 1",
      ].shuffled(using: &numbers)
      try await shop.server.query(damage.joined(separator: "; "), schema: "nationsounds")
      let before = try await shop.fingerprint()
      let others = try await rows(shop, "shows", "NOT (\(condition))")
      let withDependents = Bool.random(using: &numbers)

      let selection = RowSelection(table: "shows", condition: condition, withDependents: withDependents)
      let status = try await shop.run(.restoreRows(selection, backup: full.id, moment: nil))
      try #require(status.state == .done, "run \(run): \(status.message ?? "")")
      #expect(try await rows(shop, "shows", condition) == then, "run \(run)")
      #expect(try await rows(shop, "shows", "NOT (\(condition))") == others, "run \(run)")
      if withDependents {
        let seats = try await rows(shop, "seats", chosenSeats)
        #expect(seats == seatsThen, "run \(run)")
      }
      let after = try await shop.fingerprint()
      let differs = Set(before).symmetricDifference(after).filter {
        !$0.hasPrefix("nationsounds__before_") && !$0.contains("__before_") && !$0.hasPrefix("vigie_")
          && !$0.contains("`vigie_")
      }
      let touched = withDependents ? ["shows", "seats"] : ["shows"]
      #expect(
        differs.allSatisfy { line in
          touched.contains { line.hasPrefix("nationsounds.\($0)\t") || line.contains("CREATE TABLE `\($0)`") }
            || line.count < 5
        }, "run \(run): \(differs)")
      let back = try await shop.run(try #require(status.wayBack?.request))
      #expect(back.state == .done, "run \(run): \(back.message ?? "")")
      for name in try await shop.asides() { try await shop.server.query("DROP DATABASE `\(name)`") }
      let undone = try await shop.fingerprint()
      #expect(
        Set(undone).symmetricDifference(before).allSatisfy { $0.contains("CREATE TABLE `shows`") },
        "run \(run): all but the counter of the next id")
    }
  }

  @Test func whatTheyDependOnIsNamedAndOffered() async throws {
    let shop = try await Shop(rows: 500)
    try await shop.server.query(Self.schema, schema: "nationsounds")
    let full = try await shop.backUp(.databaseFull)
    let good = try await shop.sums()
    try await shop.server.query("DELETE FROM venues WHERE id=3", schema: "nationsounds")
    let live = try await shop.fingerprint()
    let alone = try await shop.run(
      .restoreRows(RowSelection(table: "shows", condition: "venue=3"), backup: full.id, moment: nil))
    #expect(alone.state == .failed && alone.message?.contains("--with-dependents") == true, "\(alone)")
    #expect(alone.message?.contains("shows → venues: 10") == true && alone.wayBack == nil, "\(alone)")
    #expect(alone.steps.contains { $0.offers == [.dependents] }, "the dashboard has a key for it")
    #expect(try await shop.fingerprint() == live)
    let all = try await shop.run(
      .restoreRows(
        RowSelection(table: "shows", condition: "venue=3", withDependents: true), backup: full.id, moment: nil))
    #expect(all.state == .done, "\(all.message ?? "")")
    #expect(try await shop.sums() == good)

    // The root with what depended on it.
    try await shop.server.query("DELETE FROM venues WHERE id=4", schema: "nationsounds")
    let offered = try await shop.run(
      .restoreRows(RowSelection(table: "venues", condition: "id=4"), backup: full.id, moment: nil))
    #expect(
      offered.state == .done && offered.steps.contains { $0.message?.contains("shows: 10 that depended") == true })
    let rest = try await shop.run(
      .restoreRows(RowSelection(table: "venues", condition: "id=4", withDependents: true), backup: full.id, moment: nil)
    )
    #expect(rest.state == .done, "\(rest.message ?? "")")
    #expect(try await shop.sums() == good)
  }

  /// A comparison changes nothing and leaves nothing behind; what it found is named row by row; the file that it writes does by
  /// hand what it would have done.
  @Test func aComparisonNamesTheRowsAndWritesWhatAPersonCanRun() async throws {
    let shop = try await Shop(rows: 500)
    try await shop.server.query(Self.schema, schema: "nationsounds")
    let full = try await shop.backUp(.databaseFull)
    let then = try await rows(shop, "shows", "id < 20")
    let damage = [
      "DELETE FROM shows WHERE id IN (3, 7)", "UPDATE shows SET price=price+1, venue=2, touched=touched WHERE id=9",
      "INSERT INTO shows(id,venue,title,price) VALUES (-5,2,'new',1)",
    ]
    try await shop.server.query(damage.joined(separator: "; "), schema: "nationsounds")
    let live = try await shop.fingerprint()

    let selection = RowSelection(table: "shows", condition: "id < 20", onlyWritten: true)
    let preview = await shop.preview(.restoreRows(selection, backup: full.id, moment: nil))
    #expect(preview.procedure.confirmation == .none && preview.impact.text(in: .english).contains("Nothing is changed"))
    let folder = try await shop.order(.restoreRows(selection, backup: full.id, moment: nil))
    let status = try await shop.run(folder)
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(try await shop.fingerprint() == live && status.wayBack == nil)
    let said = String(decoding: folder.output(), as: UTF8.self)
    for line in [
      "shows: 2 gone\n- id=3\n- id=7\n", "shows: 1 changed\n~ id=9 (venue, title, price)\n",
      "shows: 1 added since (it stays)\n+ id=-5\n", "seats: 10 that depended on them\n- show_id=3 seat=",
    ] { #expect(said.contains(line), "\(line) in \(said.suffix(2000))") }
    #expect(status.steps.compactMap(\.offers) == [[.apply, .dependents]])
    let words = try #require(status.message)
    #expect(words.hasPrefix("shows: 2 gone, 1 changed, 1 added since (it stays); seats: 10 that depended"), "\(words)")

    // By hand, with the account that restores.
    let file = try #require(words.firstRange(of: "/").map { String(words[$0.lowerBound...]) })
    #expect(FileSystem.exists(file))
    try await shop.server.source(file)
    #expect(try await rows(shop, "shows", "id < 20 AND id > 0") == then)
    #expect(try await rows(shop, "shows", "id=-5").count == 1)
    let triggers = { (lines: [String]) in lines.filter { $0.contains("TRIGGER") } }
    #expect(triggers(try await shop.fingerprint()) == triggers(live) && triggers(live).count == 3)
    for name in try await shop.asides() { try await shop.server.query("DROP DATABASE `\(name)`") }

    // Nothing is left to bring back but what depended on them.
    let again = try await shop.run(.restoreRows(selection, backup: full.id, moment: nil))
    #expect(again.steps.compactMap(\.offers) == [[.dependents]], "\(again)")
    var whole = selection
    whole.condition = "id > 100"
    let nothing = try await shop.run(.restoreRows(whole, backup: full.id, moment: nil))
    #expect(nothing.steps.allSatisfy { $0.offers == nil } && nothing.steps.last?.message == "nothing to write")
    #expect(try await shop.asides().isEmpty)
    #expect(nothing.message?.hasPrefix("nothing to bring back: shows: 0 gone, 0 changed, 0 added since") == true)
  }

  /// Without vigie, and without what it set aside on the server.
  @Test func theUndoFileAloneBringsTheFormerState() async throws {
    let shop = try await Shop(rows: 500)
    try await shop.server.query(Self.schema, schema: "nationsounds")
    let full = try await shop.backUp(.databaseFull)
    try await shop.server.query(
      "DELETE FROM shows WHERE id IN (3, 7); UPDATE shows SET price=price+1 WHERE id=9", schema: "nationsounds")
    let former = (try await rows(shop, "shows"), try await rows(shop, "seats"))
    let triggers = try await shop.fingerprint().filter { $0.contains("TRIGGER") }
    let selection = RowSelection(table: "shows", condition: "id < 20", withDependents: true)
    let folder = try await shop.order(.restoreRows(selection, backup: full.id, moment: nil))
    let status = try await shop.run(folder)
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(status.message?.hasPrefix("shows: 2 back, 1 set back; seats: 10 back; to undo: vigie revert") == true)
    #expect(try await rows(shop, "shows") != former.0)
    for name in try await shop.asides() { try await shop.server.query("DROP DATABASE `\(name)`") }
    try await shop.server.source(folder.path + "/undo.sql")
    #expect(try await rows(shop, "shows") == former.0)
    #expect(try await rows(shop, "seats") == former.1)
    #expect(try await shop.fingerprint().filter { $0.contains("TRIGGER") } == triggers && triggers.count == 3)
  }

  /// Of very many rows the first are named, and all are counted.
  @Test func manyRowsAreCountedAndTheFirstNamed() async throws {
    let shop = try await Shop(rows: 5000)
    let full = try await shop.backUp(.databaseFull)
    try await shop.server.query("DELETE FROM sessions", schema: "nationsounds")
    let selection = RowSelection(table: "sessions", onlyWritten: true)
    let folder = try await shop.order(.restoreRows(selection, backup: full.id, moment: nil))
    #expect(try await shop.run(folder).state == .done)
    let said = String(decoding: folder.output(), as: UTF8.self)
    #expect(said.contains("sessions: 1000 gone\n- id=") && said.contains("\n- … and 500 more\n"))
    #expect(said.split(separator: "\n").count { $0.hasPrefix("- id=") } == 500)
  }

  @Test func aTableThatIsGoneComesBackWithItsRowsAndTriggers() async throws {
    let shop = try await Shop(rows: 500)
    try await shop.server.query(Self.schema, schema: "nationsounds")
    let full = try await shop.backUp(.databaseFull)
    let good = try await shop.fingerprint()
    try await shop.server.query("SET FOREIGN_KEY_CHECKS=0; DROP TABLE log", schema: "nationsounds")
    let status = try await shop.run(.restoreRows(RowSelection(table: "log"), backup: full.id, moment: nil))
    #expect(status.steps.contains { $0.message == "log: the table is gone, with 200 rows" }, "\(status)")
    #expect(status.state == .done, "\(status.message ?? "")")
    for name in try await shop.asides() { try await shop.server.query("DROP DATABASE `\(name)`") }
    #expect(try await shop.fingerprint() == good)
  }

  /// Its own triggers went with it: they come back, do not run for the rows, and go with the undoing. Other tables lead to it.
  @Test func aTableComesBackWithItsOwnTriggersAndGoesAgainWithThem() async throws {
    let shop = try await Shop(rows: 500)
    try await shop.server.query(Self.schema, schema: "nationsounds")
    let full = try await shop.backUp(.databaseFull)
    let good = try await shop.fingerprint()
    try await shop.server.query("SET FOREIGN_KEY_CHECKS=0; DROP TABLE shows", schema: "nationsounds")
    let without = try await shop.fingerprint()
    let preview = await shop.preview(.restoreRows(RowSelection(table: "shows"), backup: full.id, moment: nil))
    #expect(preview.preflight.contains { $0.text.text(in: .english).hasPrefix("shows is gone: it is made again") })
    let status = try await shop.run(.restoreRows(RowSelection(table: "shows"), backup: full.id, moment: nil))
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(status.message?.contains("shows: made again, with 2 triggers, 200 back") == true, "\(status)")
    #expect(
      try await shop.server.query("SELECT COUNT(*) FROM log WHERE what LIKE 'made%'", schema: "nationsounds") == [
        "200"
      ], "none ran for them")
    let asides = try await shop.asides()
    #expect(asides.count == 1)
    let now = try await shop.fingerprint().filter { line in !asides.contains { line.contains($0) } }
    #expect(Set(good).subtracting(now) == [])
    let back = try await shop.run(try #require(status.wayBack?.request))
    #expect(back.state == .done, "\(back.message ?? "")")
    for name in try await shop.asides() { try await shop.server.query("DROP DATABASE `\(name)`") }
    #expect(try await shop.fingerprint() == without)
  }

  /// Whichever table is dropped, what came of other writes stays, the table is what it was, and the undoing takes it away again.
  @Test func aDroppedTableComesBackAsItWasWhateverWasWrittenElsewhere() async throws {
    let shop = try await Shop(rows: 300)
    try await shop.server.query(Self.schema, schema: "nationsounds")
    try await shop.server.query(
      "CREATE TRIGGER seats_bd BEFORE DELETE ON seats FOR EACH ROW INSERT INTO log(what) VALUES (CONCAT('left ', OLD.seat)); "
        + "CREATE TRIGGER shows_ai2 AFTER INSERT ON shows FOR EACH ROW FOLLOWS shows_ai INSERT INTO log(what) VALUES ('2')",
      schema: "nationsounds")
    let full = try await shop.backUp(.databaseFull)
    let good = try await shop.fingerprint()
    for run in 0..<Self.runs {
      var numbers = SeededNumbers(seed: UInt64(2700 + run))
      let table = ["venues", "shows", "seats", "log"].randomElement(using: &numbers) ?? ""
      let elsewhere = ["users", "bookings"].randomElement(using: &numbers) ?? ""
      try await shop.server.query(
        "SET FOREIGN_KEY_CHECKS=0; DROP TABLE \(table); DELETE FROM \(elsewhere) LIMIT \(Int.random(in: 1...5, using: &numbers))",
        schema: "nationsounds")
      let without = try await shop.fingerprint()
      let status = try await shop.run(.restoreRows(RowSelection(table: table), backup: full.id, moment: nil))
      try #require(status.state == .done, "run \(run), \(table): \(status.message ?? "")")
      let asides = try await shop.asides()
      let now = try await shop.fingerprint().filter { line in !asides.contains { line.contains($0) } }
      // All that is not as it was is what was written elsewhere.
      let lacks = Set(good).subtracting(now)
      #expect(lacks.allSatisfy { $0.contains(elsewhere) }, "run \(run), \(table): \(lacks)")
      #expect(Set(without).subtracting(now).allSatisfy { $0.count < 5 }, "run \(run), \(table)")
      let back = try await shop.run(try #require(status.wayBack?.request))
      #expect(back.state == .done, "run \(run), \(table): \(back.message ?? "")")
      for name in try await shop.asides() { try await shop.server.query("DROP DATABASE `\(name)`") }
      #expect(try await shop.fingerprint() == without, "run \(run), \(table)")
      // As good as the backup again, for the next.
      let whole = try await shop.run(.restore(scope: .database, backup: full.id))
      try #require(whole.state == .done, "run \(run): \(whole.message ?? "")")
      for name in try await shop.asides() { try await shop.server.query("DROP DATABASE `\(name)`") }
    }
  }

  /// Another trigger has taken the name of one: it is somebody's, and stays.
  @Test func aTriggerOfTheNameOnAnotherTableStays() async throws {
    let shop = try await Shop(rows: 500)
    try await shop.server.query(Self.schema, schema: "nationsounds")
    let full = try await shop.backUp(.databaseFull)
    try await shop.server.query(
      "SET FOREIGN_KEY_CHECKS=0; DROP TABLE shows; CREATE TRIGGER shows_ai BEFORE INSERT ON venues FOR EACH ROW SET NEW.name = CONCAT(NEW.name, '.')",
      schema: "nationsounds")
    let theirs = try await shop.server.query("SHOW CREATE TRIGGER shows_ai", schema: "nationsounds")
    let status = try await shop.run(.restoreRows(RowSelection(table: "shows"), backup: full.id, moment: nil))
    try #require(status.state == .done, "\(status.message ?? "")")
    #expect(status.message?.contains("not made again, another has their name: shows_ai") == true, "\(status)")
    #expect(try await shop.server.query("SHOW CREATE TRIGGER shows_ai", schema: "nationsounds") == theirs)
    #expect(
      try await shop.server.query(
        "SELECT trigger_name FROM information_schema.triggers WHERE event_object_table='shows'", schema: "nationsounds")
        == ["shows_bu"])
  }

  /// The rows are refused after the table was made: it goes again, and no trigger is left to be made.
  @Test func aTableThatCannotBeFilledIsNotLeftBehind() async throws {
    let shop = try await Shop(rows: 500)
    try await shop.server.query(Self.schema, schema: "nationsounds")
    let full = try await shop.backUp(.databaseFull)
    try await shop.server.query(
      "SET FOREIGN_KEY_CHECKS=0; DROP TABLE shows; DELETE FROM venues WHERE id=3", schema: "nationsounds")
    let before = try await shop.fingerprint()
    let runner = TamperingRunner { (_, command) throws(CommandError) -> Command? in
      command.inputFile?.hasSuffix("applied.sql") == true
        ? command.wrapped(#"{ sed 's/^COMMIT;/SELECT broken;/'; } | "$@""#) : nil
    }
    let status = try await shop.run(
      .restoreRows(RowSelection(table: "shows", withDependents: true), backup: full.id, moment: nil), commands: runner)
    #expect(status.state == .failed && status.message?.contains("not touched") == true, "\(status)")
    for name in try await shop.asides() { try await shop.server.query("DROP DATABASE `\(name)`") }
    #expect(try await shop.fingerprint() == before)
  }

  /// What somebody has written between the restore and its undoing is his, and stays.
  @Test func whatWasWrittenSinceOutlivesTheUndoing() async throws {
    let shop = try await Shop(rows: 500)
    try await shop.server.query(Self.schema, schema: "nationsounds")
    let full = try await shop.backUp(.databaseFull)
    try await shop.server.query(
      "SET FOREIGN_KEY_CHECKS=0; DROP TABLE log; DELETE FROM seats WHERE show_id=5; UPDATE seats SET holder='x' WHERE show_id=6",
      schema: "nationsounds")
    let log = try await shop.order(.restoreRows(RowSelection(table: "log"), backup: full.id, moment: nil))
    #expect(try await shop.run(log).state == .done)
    let seats = try await shop.order(.restoreRows(RowSelection(table: "seats"), backup: full.id, moment: nil))
    #expect(try await shop.run(seats).state == .done)
    try await shop.server.query(
      """
      INSERT INTO log(id,what) VALUES (9000,'since'); UPDATE log SET what='mine' WHERE id=7;
      UPDATE seats SET holder='mine' WHERE (show_id,seat) IN ((5,0),(6,0)); INSERT INTO seats VALUES (5,900,'since');
      """, schema: "nationsounds")

    let preview = await shop.preview(.revert(operation: log.id))
    let told = preview.preflight.filter { $0.isAdvice == true }.map { $0.text.text(in: .english) }
    #expect(
      told.map { $0.split(separator: "\u{A0}").joined(separator: " ") }
        == ["log: 1 row changed since, 1 row written since; they stay"], "\(preview.preflight)")
    let back = try await shop.run(.revert(operation: log.id))
    #expect(back.state == .done, "\(back.message ?? "")")
    #expect(back.message?.contains("log: 199 taken away") == true, "\(back.message ?? "")")
    #expect(try await rows(shop, "log") == ["7\tmine", "9000\tsince"])

    let again = try await shop.run(.revert(operation: seats.id))
    #expect(again.state == .done, "\(again.message ?? "")")
    #expect(
      try await rows(shop, "seats", "show_id IN (5,6)") == ["5\t0\tmine", "5\t900\tsince"]
        + (try await rows(shop, "seats", "show_id=6")))
    #expect(try await rows(shop, "seats", "show_id=6 AND holder='mine'").count == 1)
    #expect(try await rows(shop, "seats", "show_id=6 AND holder='x'").count == 4)
  }

  @Test func whatRowsHaveSetAsideIsDroppedOnce() async throws {
    let shop = try await Shop(rows: 500)
    let full = try await shop.backUp(.databaseFull)
    for table in ["jobs", "sessions"] {
      try await shop.server.query("DELETE FROM \(table) LIMIT 2", schema: "nationsounds")
      let selection = RowSelection(table: table)
      #expect(try await shop.run(.restoreRows(selection, backup: full.id, moment: nil)).state == .done)
    }
    _ = try await shop.backUp(.databaseFull)
    for left in [2, 1] {
      let asides = SetAsides.list(plan: shop.plan, state: shop.state)
      #expect(asides.count == left, "\(asides)")
      let status = try await shop.run(.dropAside(operation: try #require(asides.first).operation))
      #expect(status.state == .done, "\(status.message ?? "")")
      let undoing = await shop.preview(.revert(operation: asides[0].operation))
      #expect(
        undoing.preflight.contains { $0.severity == .critical && $0.text.text(in: .english).contains("undo.sql") })
    }
    #expect(SetAsides.list(plan: shop.plan, state: shop.state).isEmpty)
    #expect(try await shop.asides() == [])
  }

  @Test func aConditionIsOneExpressionAndReachesNothingElse() async throws {
    let shop = try await Shop(rows: 500)
    let full = try await shop.backUp(.databaseFull)
    let live = try await shop.fingerprint()
    try shop.folder.write("secret", "root's")
    for condition in [
      "1=1); DROP TABLE users; --", "id=1; DELETE FROM users", "id=1 -- x", "id=1 /* x", "id=1)", "(id=1", "name='x",
      "",
      "LOAD_FILE('\(shop.folder.path)/secret') IS NOT NULL", "id IN (SELECT id FROM mysql.user)", "nothing=1",
    ] {
      let selection = RowSelection(table: "users", condition: condition)
      let status = try await shop.run(.restoreRows(selection, backup: full.id, moment: nil), allowingRed: true)
      let isHarmless = condition.contains("LOAD_FILE")
      #expect(status.state == .failed || isHarmless, "\(condition): \(status)")
      if isHarmless { #expect(status.steps.contains { $0.message?.contains("users: 0 rows") == true }, "\(status)") }
      for name in try await shop.asides() { try await shop.server.query("DROP DATABASE `\(name)`") }
      #expect(try await shop.fingerprint() == live, "\(condition)")
    }
  }
}
