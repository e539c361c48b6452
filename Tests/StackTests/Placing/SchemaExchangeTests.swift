import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// The exchange by itself, on a real server: what it takes off, renames, makes anew and checks; that it goes back by itself; that it
/// goes on from the middle.
@Suite struct SchemaExchangeTests {
  private static let ownLock = "SELECT GET_LOCK('vigie.place.shop', 60)"
  /// Another schema with keys of two columns and of one to ours, and one to a third that is none of ours.
  private static let outside = """
    CREATE DATABASE crm; USE crm; CREATE TABLE own(id INT PRIMARY KEY) ENGINE=InnoDB;
    CREATE TABLE cards(id INT PRIMARY KEY, a INT, b INT, own INT, FOREIGN KEY card_own (own) REFERENCES own(id),
      CONSTRAINT card_a FOREIGN KEY (a) REFERENCES shop.a(id) ON DELETE CASCADE,
      CONSTRAINT card_b FOREIGN KEY (b) REFERENCES shop.a(id)) ENGINE=InnoDB;
    INSERT INTO cards(id,a,b) VALUES (1,1,1),(2,3,NULL),(3,NULL,1);

    """

  /// Everything is as it shall be, and what was live stands aside as it was, triggers and code apart.
  @Test func itIsPutInPlaceAndDoneAgainChangesNothing() async throws {
    let place = try await ExchangePlace()
    let rebuilt = try await place.reset(with: Self.outside)
    let record = try await place.record(rebuilt)
    #expect(record.outsideKeys.map(\.name) == ["card_a", "card_b"] && record.oldTables == ["a", "b", "s"])
    #expect(rebuilt.tables == ["a", "c", "h", "s"])
    let crm = try await place.dump("crm")
    let exchange = try SchemaExchange(record, place.context())
    for turn in 0..<2 {
      try await exchange.perform()
      try await exchange.checkCode()
      let code = try await SchemaCode.read(exchange.live)
      #expect(code.of(.trigger).map(\.name) == ["z_first", "a_second"] && code.of(.event).isEmpty, "\(turn)")
      #expect(code.difference(from: rebuilt.code, in: "shop").map(\.name) == ["old_broken"], "\(turn)")
      #expect(try await exchange.placement() == .new)
      #expect(try await exchange.live.movableTables(in: record.aside) == record.oldTables)
      #expect(try await exchange.live.createStatement() == rebuilt.createStatement)
      #expect(try await exchange.live.named(record.aside).createStatement().contains("latin1"))
      #expect(try await place.dump("crm") == crm)
      // What nobody can make is told; rows of others that lead nowhere are counted, a NULL is none of them.
      #expect(try await exchange.missingViews() == ["broken"])
      #expect(try await exchange.orphans() == ["crm.cards (card_a): 1"])
    }
    // Nobody else may come between while a script runs.
    let scripts = place.ran.filter { line in ["rename.sql", "code.sql", "keys.sql"].contains { line.hasPrefix($0) } }
    #expect(
      scripts.count >= 4 && scripts.allSatisfy { $0.contains(": DO GET_LOCK('vigie.place.shop', 60);\n") }, "\(scripts)"
    )
    let rename = try #require(scripts.first)
    #expect(rename.contains("DROP EVENT IF EXISTS `shop`.`daily`"))
    #expect(scripts.filter { $0.hasPrefix("rename.sql") }.count == 1, "done again, it takes nothing off what is live")
    // A view of that name that somebody has made meanwhile is left, and nothing is missing any more.
    try await place.server.query("CREATE VIEW shop.broken AS SELECT 1")
    try await exchange.perform()
    #expect(try await exchange.missingViews() == [])
    // Keys within ours, between others and of what was set aside are none of others to ours.
    try await place.run(
      "ALTER TABLE shop.c ADD FOREIGN KEY (id) REFERENCES shop.a(id);"
        + "CREATE TABLE crm.third(own INT, FOREIGN KEY (own) REFERENCES crm.own(id)) ENGINE=InnoDB;")
    try await place.run(
      "CREATE DATABASE `shop__before_0`; CREATE TABLE `shop__before_0`.x(a INT, FOREIGN KEY (a) REFERENCES shop.a(id)) ENGINE=InnoDB;"
    )
    let keys = try await OutsideKey.read(exchange.live)
    #expect(keys.keys == record.outsideKeys && keys.unseen == [])
  }

  /// Whatever goes wrong after the rename, and in it: all of it is as before, with its triggers, events and keys of others.
  @Test func itGoesBackByItself() async throws {
    let place = try await ExchangePlace()
    let half =
      #"sed 's/^RENAME TABLE.*/RENAME TABLE `shop`.`a` TO `ASIDE`.`a`, `INCOMING`.`c` TO `shop`.`c`; SELECT nothing;/'"#
    let faults: [(String, String?)] = [
      ("locks.sql", nil), ("rename.sql", nil), ("rename.sql", half), ("code.sql", nil), ("keys.sql", nil),
      ("code.sql", #"{ cat; echo 'DROP TRIGGER shop.z_first;'; }"#),
      ("code.sql", #"{ cat; echo 'CREATE PROCEDURE shop.surplus() SELECT 1;'; }"#),
      ("code.sql", #"sed 's/RETURN 2/RETURN 3/'"#),
    ]
    for (script, program) in faults {
      let rebuilt = try await place.reset(with: Self.outside)
      let before = try await [place.dump(), place.dump("crm")]
      try #require(before[0].contains { $0.contains("EVENT `daily`") })
      let program = program?.replacing("ASIDE", with: place.names.before).replacing("INCOMING", with: place.names.new)
      let record = try await place.record(rebuilt)
      let exchange = try SchemaExchange(record, place.context(ExchangePlace.changing(script, program)))
      let failure = try #require(
        await stepFailure { () async throws(StepFailure) in try await exchange.perform() }, "\(script) \(program ?? "")"
      )
      let said: Comment = "\(script) \(program ?? ""): \(failure.message)"
      #expect(failure.isUntouched, said)
      #expect(try await place.dump() == before[0], said)
      #expect(try await place.dump("crm") == before[1], said)
      #expect(try await exchange.live.named(record.incoming).checksums() == rebuilt.checksums, said)
      guard script != "locks.sql" else { continue }
      #expect(failure.message.contains("shop is as before, its triggers and events too"), said)
      // A client of ours that goes on is waited for before, and before it is told where the tables are.
      #expect(place.ran.filter { $0 == Self.ownLock }.count == 2, said)
    }
  }

  @Test func whereNothingWasLiveNothingIsLeft() async throws {
    let place = try await ExchangePlace()
    let record = try await place.record(try await place.reset(isLive: false))
    let exchange = try SchemaExchange(record, place.context(ExchangePlace.changing("code.sql", nil)))
    let failure = try #require(await stepFailure { () async throws(StepFailure) in try await exchange.perform() })
    #expect(failure.isUntouched, "\(failure)")
    #expect(try await !place.exists("shop"))
    #expect(!place.ran.contains { $0.hasPrefix("locks.sql") })
    try await exchange.perform()
    #expect(try await exchange.placement() == .new)
  }

  /// A server that renames one by one was stopped between two of them: what is left is moved, and only that.
  @Test func itGoesOnFromTheMiddle() async throws {
    let place = try await ExchangePlace()
    let rebuilt = try await place.reset()
    let record = try await place.record(rebuilt)
    try await place.run(
      """
      DROP TRIGGER shop.z_first; DROP TRIGGER `\(record.incoming)`.z_first; DROP TRIGGER `\(record.incoming)`.a_second;
      CREATE DATABASE `\(record.aside)`; RENAME TABLE shop.a TO `\(record.aside)`.a, `\(record.incoming)`.c TO shop.c;
      """)
    let exchange = try SchemaExchange(record, place.context())
    #expect(try await exchange.placement() == .between)
    try await exchange.perform()
    #expect(try await exchange.placement() == .new)
    #expect(try await exchange.live.checksums() == rebuilt.checksums)
  }

  /// What somebody changed in the code meanwhile is set right, triggers in their order.
  @Test func theCodeIsMadeWhatItShallBe() async throws {
    let place = try await ExchangePlace()
    let rebuilt = try await place.reset()
    let record = try await place.record(rebuilt)
    let exchange = try SchemaExchange(record, place.context())
    try await exchange.perform()
    let first = "BEFORE INSERT ON shop.a FOR EACH ROW"
    for change in [
      "USE shop; DROP TRIGGER z_first; CREATE TRIGGER z_first BEFORE INSERT ON a FOR EACH ROW SET NEW.v = NEW.v + 1;",
      "DROP TRIGGER shop.z_first; CREATE TRIGGER shop.z_first \(first) PRECEDES a_second SET NEW.v = 7;",
      "DROP FUNCTION shop.f; CREATE FUNCTION shop.f() RETURNS INT RETURN 9;",
      "CREATE OR REPLACE VIEW shop.w AS SELECT v FROM shop.a;",
      "CREATE PROCEDURE shop.more() SELECT 1;", "CREATE EVENT shop.more ON SCHEDULE EVERY 1 DAY DO SELECT 1;",
    ] {
      try await place.run(change)
      if !change.hasPrefix("CREATE EVENT") {
        await #expect(throws: StepFailure.self, "\(change)") {
          try await exchange.checkCode()
          // The order alone is no difference that is checked.
          if change.contains("v + 1") { throw StepFailure("") }
        }
      }
      try await exchange.settle(rebuilt.code, withEvents: false)
      let code = try await SchemaCode.read(exchange.live)
      #expect(code.of(.trigger).map(\.name) == ["z_first", "a_second"], "\(change)")
      #expect(
        code.objects.filter { $0.name != "old_broken" }.map(\.name) == ["f", "w", "z_first", "a_second"], "\(change)")
      try await exchange.checkCode()
    }
  }

  /// Somebody holds the lock of exchanges: it is waited for, and nothing is looked at or touched before.
  @Test func anEarlierExchangeIsWaitedFor() async throws {
    let place = try await ExchangePlace()
    let record = try await place.record(try await place.reset())
    let holder = try await place.server.session("DO GET_LOCK('vigie.place.shop', 0); SELECT 'held'")
    async let running: Void = SchemaExchange(record, place.context()).perform()
    let isWaiting = try await eventually(withinSeconds: 60) {
      try await place.server.query(
        "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE '%GET\\_LOCK%' AND id<>CONNECTION_ID()")
        == ["1"]
    }
    #expect(isWaiting && place.ran == [Self.ownLock], "\(place.ran)")
    holder.end()
    try await running
    #expect(try await SchemaExchange(record, place.context()).placement() == .new)
    // One that does not end is no reason to go on.
    let next = try await place.record(try await place.reset())
    let before = try await place.dump()
    let refusing = TamperingRunner { (_, command) throws(CommandError) -> Command? in
      command.inputText == Self.ownLock ? Command("echo", ["0"]) : nil
    }
    let refused = try #require(
      await stepFailure { () async throws(StepFailure) in
        try await SchemaExchange(next, place.context(refusing)).perform()
      })
    #expect(refused.isUntouched && refused.message == "an earlier exchange still runs on the server")
    #expect(try await place.dump() == before && place.ran.count == 1)
  }

  /// Somebody holds a table and does not let go: who it is, and that nothing was touched.
  @Test func whoDoesNotLetGoIsNamed() async throws {
    let place = try await ExchangePlace()
    let record = try await place.record(try await place.reset())
    let before = try await place.dump()
    let holder = try await place.server.session("USE shop; START TRANSACTION; SELECT COUNT(*) FROM a; SELECT 'held'")
    var exchange = try SchemaExchange(record, place.context())
    exchange.patienceSeconds = 0
    let failure = try #require(await stepFailure { () async throws(StepFailure) in try await exchange.perform() })
    withExtendedLifetime(holder) {}
    #expect(failure.isUntouched)
    #expect(failure.message.hasPrefix("locks are held: root@localhost (a transaction open for "), "\(failure.message)")
    #expect(failure.message.contains("; nothing was touched: let them end, or end them, then start again"))
    #expect(!place.ran.contains { $0.hasPrefix("rename.sql") })
    #expect(try await place.dump() == before)
  }

  /// What is no lock is not waited for, nor said to be one.
  @Test func whatIsNoLockIsSaidAtOnce() async throws {
    let place = try await ExchangePlace()
    var record = try await place.record(try await place.reset())
    let before = try await place.dump()
    record.oldTables.append("gone")
    var exchange = try SchemaExchange(record, place.context())
    exchange.patienceSeconds = 0
    let failure = try #require(await stepFailure { () async throws(StepFailure) in try await exchange.perform() })
    #expect(failure.isUntouched && failure.message.contains("gone"), "\(failure.message)")
    #expect(!failure.message.contains("locks are held"), "\(failure.message)")
    #expect(try await place.dump() == before)
  }

  /// The server dies with the rename, and its supervisor starts it again: it is waited for, and all is as before.
  @Test func aServerThatDiesIsWaitedForBeforeItGoesBack() async throws {
    let place = try await ExchangePlace()
    let record = try await place.record(try await place.reset())
    let before = try await place.dump()
    let (server, killed, asked) = (place.server, Flag(), Flag())
    let runner = TamperingRunner { (_, command) throws(CommandError) -> Command? in
      if killed.isRaised { asked.raise() }
      guard !killed.isRaised, command.inputFile?.hasSuffix("/code.sql") == true else { return nil }
      killed.raise()
      return command.wrapped("kill -9 $(cat '\(server.folder)/run.pid'); exit 1")
    }
    let again = Task {
      // The first question after it finds nobody.
      _ = await eventually(withinSeconds: 60) { asked.isRaised }
      await server.stop()
      try await server.start()
    }
    let failure = try #require(
      await stepFailure { () async throws(StepFailure) in
        try await SchemaExchange(record, place.context(runner)).perform()
      })
    try await again.value
    #expect(failure.isUntouched, "\(failure.message)")
    #expect(try await place.dump() == before)
  }
}
