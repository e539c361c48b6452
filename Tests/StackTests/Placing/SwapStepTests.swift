import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// The steps around the exchange, each called by itself on a real server: what is loaded beside and compared, what is written
/// down first, what is said and kept, the events after it, and the way back from each point.
@Suite struct SwapStepTests {
  @Test func itIsWrittenDownDoneAndNotDoneAgain() async throws {
    let place = try await ExchangePlace()
    let rebuilt = try await place.reset(
      with: "CREATE DATABASE crm; CREATE TABLE crm.cards(a INT, FOREIGN KEY (a) REFERENCES shop.a(id)) ENGINE=InnoDB;")
    let names = place.names
    try await place.server.query("ANALYZE TABLE shop.a, shop.b")
    // The record stands before anything is renamed.
    let looking = TamperingRunner { (_, command) throws(CommandError) -> Command? in
      guard command.inputFile?.hasSuffix("/rename.sql") == true else { return nil }
      return FileSystem.exists(SwapRecord.path(names.operation, place.place.state)) ? nil : Command("false")
    }
    let done = try await SwapSchema().run(place.context(looking))
    #expect(done.message?.hasPrefix("shop is in place, in ") == true, "\(done)")
    #expect(done.message?.contains("; what was there stays in \(names.before) (") == true, "\(done)")
    #expect(
      done.message?.hasSuffix("; views that read what was no longer there even then, and that nobody can make: broken")
        == true)
    #expect(done.facts[SwapSchema.asideFact] == names.before)
    #expect(try await !place.exists(names.new))
    let record = try #require(try SwapRecord.recall(names.operation, place.place.state))
    #expect(record.oldBytes > 0 && record.oldCode.of(.event).map(\.name) == ["daily"])
    #expect(record.outsideKeys.map(\.schema) == ["crm"])

    // Gone on with after it was done: nothing is lost, and nothing is loaded again.
    _ = try await SwapSchema().run(place.context())
    #expect(try SwapRecord.recall(names.operation, place.place.state) == record)
    let staged = try await StageSchema().run(place.context())
    #expect(staged.isSkipped && staged.message == "loaded already", "\(staged)")
    #expect(try await ServerDatabase(place.context()).checksums() == rebuilt.checksums)

    // Then the events, on and off as they were; again, they are there.
    for turn in 0..<2 {
      let events = try await StartEvents().run(place.context())
      #expect(events.message == "2 events, 1 of them on" && !events.isSkipped, "\(turn): \(events)")
      #expect(events.facts.isEmpty)
    }
    try await place.server.query("DROP EVENT shop.daily")
    let unmade = await stepFailure { () async throws(StepFailure) in
      try await StartEvents().run(place.context(ExchangePlace.changing("events.sql", "sed 's/^CREATE.*/SELECT 1;/'")))
    }
    #expect(unmade?.message == "the server has not made: daily", "\(String(describing: unmade))")
  }

  /// An event that was to happen once is over by the server's clock and its own zone: it is there, off, and named.
  @Test func whatWasToHappenOnceIsToldFromWhatIsYetTo() async throws {
    let place = try await ExchangePlace()
    _ = try await place.reset()
    _ = try await SwapSchema().run(place.context())
    var record = try #require(try SwapRecord.recall(place.operation, place.place.state))
    // Each lies six hours off in its own zone, and on the other side in UTC.
    for (name, zone, hours) in [("once", "+12:00", 6), ("soon", "-12:00", -6)] {
      let time = try await place.server.query("SELECT UTC_TIMESTAMP() + INTERVAL \(hours) HOUR")[0]
      var event = try #require(record.newCode.of(.event).first { $0.name == "daily" })
      event.name = name
      event.timeZone = zone
      event.definition = Array(
        "CREATE DEFINER=`root`@`localhost` EVENT `\(name)` ON SCHEDULE AT '\(time)' ON COMPLETION NOT PRESERVE ENABLE DO SELECT 1"
          .utf8)
      record.newCode.objects.append(event)
    }
    try record.keep(place.context())
    let made = try await StartEvents().run(place.context())
    #expect(
      made.message == "4 events, 2 of them on; their time is over, they are there but off: once"
        && made.facts[StepStatus.remarkFact] == "yes", "\(made)")
    #expect(
      try await place.server.query(
        "SELECT CONCAT(event_name,' ',status) FROM information_schema.events WHERE event_schema='shop' ORDER BY 1")
        == ["daily ENABLED", "off DISABLED", "once DISABLED", "soon ENABLED"])
  }

  @Test func theWayBackFromEachPoint() async throws {
    let place = try await ExchangePlace()
    let crm =
      "CREATE DATABASE crm; CREATE TABLE crm.cards(a INT, CONSTRAINT card_a FOREIGN KEY (a) REFERENCES shop.a(id)) ENGINE=InnoDB;"
    let rebuilt = try await place.reset(with: crm)
    let before = try await [place.dump(), place.dump("crm")]
    let record = try await place.record(rebuilt)
    try record.keep(place.context())
    let way = "20261130T105900Z-0000"
    try FileSystem.makeFolder(place.place.state.operation(way))
    let back = { place.context(nil, ["reverts": place.operation], operation: way) }

    // It ended before the rename, with everything around the tables taken off.
    try await place.run(
      "DROP TRIGGER shop.z_first; DROP EVENT shop.daily; ALTER TABLE crm.cards DROP FOREIGN KEY card_a;")
    let still = told(await SwapSchema().preflight(back()), .fine)
    #expect(still.contains { $0.hasPrefix("The tables from before are still in place") }, "\(still)")
    #expect(still.contains("The account may load the schema beside the live one"), "\(still)")
    let undone = try await SwapSchema().run(back())
    #expect(undone.message == "the tables from before are in place" && undone.facts[SwapSchema.asideFact] == nil)
    #expect(place.ran.contains("SELECT GET_LOCK('vigie.place.shop', 60)"), "a client of ours may be about to rename")
    #expect(try await StartEvents().run(back()).message == "1 event, 1 of them on")
    #expect(try await place.dump() == before[0])
    #expect(try await place.dump("crm") == before[1])

    // After it: the same rename in reverse, then what was live is gone and the tables are no longer aside.
    try await SchemaExchange(record, place.context()).perform()
    #expect(
      told(await SwapSchema().preflight(back()), .fine).contains {
        $0.hasPrefix("Set aside: \(record.aside), 3 tables")
      })
    _ = try await SwapSchema().run(back())
    _ = try await StartEvents().run(back())
    #expect(try await place.dump() == before[0])
    let kept = SchemaNames(live: "shop", operation: way).before
    try await place.server.query("DROP DATABASE `\(kept)`")
    let again = place.context(nil, ["reverts": way], operation: "20261130T105900Z-0001")
    let gone = told(await SwapSchema().preflight(again), .critical)
    #expect(gone == ["\(kept) is no longer on the server: the safety copy remains"], "\(gone)")
    let never = await stepFailure { () async throws(StepFailure) in
      try await SwapSchema().run(place.context(nil, ["reverts": "20261130T105800Z-0001"], operation: way))
    }
    #expect(never?.isUntouched == true && never?.message.hasSuffix("has set nothing aside") == true)
  }

  @Test func nothingIsPutInPlaceThatIsEmptyAndNothingForeignIsDropped() async throws {
    let place = try await ExchangePlace()
    var rebuilt = try await place.reset()
    let before = try await place.dump()
    try await place.server.query("DROP DATABASE `\(place.names.new)`")
    for code in [rebuilt.code, SchemaCode()] {
      rebuilt.code = code
      try rebuilt.keep(place.context())
      let empty = await stepFailure { () async throws(StepFailure) in try await SwapSchema().run(place.context()) }
      #expect(
        empty?.message == "\(place.names.new) is empty" && empty?.isUntouched == true, "\(String(describing: empty))")
      #expect(try await place.dump() == before)
    }
    // Where nothing was live nothing is set aside: what somebody else has put there stays.
    _ = try await place.reset(isLive: false)
    let done = try await SwapSchema().run(place.context())
    #expect(done.facts[SwapSchema.asideFact] == nil && done.message?.contains("stays in") == false, "\(done)")
    #expect(try await !place.exists(place.names.before))
    _ = try await place.reset(isLive: false)
    try await place.run("CREATE DATABASE `\(place.names.before)`; CREATE TABLE `\(place.names.before)`.x(i INT);")
    _ = try await SwapSchema().run(place.context())
    #expect(try await place.exists(place.names.before))
  }

  /// What is loaded beside is held against what was proven, each thing by itself; what was left there before is gone.
  @Test func whatIsLoadedBesideIsCompared() async throws {
    let place = try await ExchangePlace()
    let rebuilt = try await place.reset()
    let staged = try ServerDatabase(place.context()).named(place.names.new)
    try await place.server.query("CREATE TABLE leftover(i INT)", schema: place.names.new)
    let before = try await place.dump()
    let done = try await StageSchema().run(place.context())
    #expect(done.message == "rehearsed on the server: 3 tables, identical, in \(place.names.new)", "\(done)")
    #expect(try await staged.movableTables(in: place.names.new) == rebuilt.tables)
    #expect(try await place.dump() == before)
    // Its events were tried, and none may run.
    #expect(
      try await place.server.query(
        "SELECT DISTINCT status FROM information_schema.events WHERE event_schema='\(place.names.new)'") == ["DISABLED"]
    )
    let load = SchemaLoad(rebuilt, into: staged, place.context())
    for (change, undo, named) in [
      ("UPDATE a SET v=v+1", "UPDATE a SET v=v-1", "a"), ("CREATE TABLE more(i INT)", "DROP TABLE more", "more"),
      ("RENAME TABLE c TO other.c", "RENAME TABLE other.c TO c", "c"),
      ("DROP SEQUENCE s", "CREATE SEQUENCE s", "\(place.names.new): s"),
      ("CREATE PROCEDURE more() SELECT 1", "DROP PROCEDURE more", "(routine)"),
      ("CREATE VIEW more AS SELECT 1", "DROP VIEW more", "(view)"),
      ("DROP VIEW w", "CREATE VIEW w AS SELECT id FROM a", "(view)"),
    ] {
      try await place.server.query("CREATE DATABASE IF NOT EXISTS other")
      try await place.server.query(change, schema: place.names.new)
      let found = await stepFailure { () async throws(StepFailure) in try await load.compare() }
      #expect(found?.message.contains(named) == true, "\(change): \(found?.message ?? "–")")
      try await place.server.query(undo, schema: place.names.new)
      if named != "a" {
        #expect(await stepFailure { () async throws(StepFailure) in try await load.compare() } == nil, "\(undo)")
      }
    }
    #expect(await StageSchema().undo(place.context()) == nil)
    #expect(try await !place.exists(place.names.new))
  }
}
