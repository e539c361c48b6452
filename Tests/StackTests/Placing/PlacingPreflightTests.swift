import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// What is said before a schema is put in place, on a real server: who is in it, who holds it, and which keys lead to it.
@Suite struct PlacingPreflightTests {
  /// Who is in the schema, and the keys of others, by an account that sees them and one that does not.
  @Test func whoIsThereIsSaidBefore() async throws {
    let place = try await ExchangePlace()
    _ = try await place.reset(
      with: """
        CREATE DATABASE crm; CREATE TABLE crm.own(id INT PRIMARY KEY) ENGINE=InnoDB;
        CREATE TABLE crm.cards(a INT, b INT, c INT, CONSTRAINT card_a FOREIGN KEY (a) REFERENCES shop.a(id),
          CONSTRAINT two FOREIGN KEY (b,c) REFERENCES shop.a(v,k), FOREIGN KEY (c) REFERENCES crm.own(id)) ENGINE=InnoDB;
        CREATE USER r@localhost IDENTIFIED BY 'p'; GRANT ALL ON shop.* TO r@localhost;
        """)
    func ask(_ body: (ServerDatabase, SchemaPrivileges) async throws -> [Preflight]) async throws -> [Preflight] {
      let file = try place.server.credentials(user: "r", password: "p")
      var plan = place.place.plan("shop").databases[0]
      plan.credentials = file
      let database = ServerDatabase(plan: plan, credentials: file, context: place.context())
      return try await body(database, SchemaPrivileges(try await database.ask("SHOW GRANTS").compactMap(\.first)))
    }
    func keys() async throws -> [Preflight] { try await ask { try await SchemaPreflight.outsideKeys($0, $1) } }
    func there() async throws -> [Preflight] {
      try await ask { database, _ in try await SchemaPreflight.connections(database) }
    }
    #expect(told(try await there(), .fine).first?.hasPrefix("Connections of others: not visible") == true)
    #expect(told(try await keys(), .warning).first?.contains("unknown, the account does not see them") == true)
    try await place.server.query("GRANT PROCESS ON *.* TO r@localhost")
    #expect(told(try await there(), .fine) == ["No connection is open on shop"])
    #expect(told(try await keys(), .critical).map { $0.contains(": crm/cards;") } == [true])
    try await place.server.query("GRANT SELECT, ALTER ON crm.* TO r@localhost")
    let refused = told(try await keys(), .critical)
    #expect(refused.count == 2 && refused[0].contains("may not make anew: crm.cards (card_a)"), "\(refused)")
    try await place.server.query("GRANT REFERENCES ON crm.* TO r@localhost")
    // A body that the account may not see is no code to be made anew.
    let unseen = await stepFailure { () async throws(StepFailure) in
      var plan = place.place.plan("shop").databases[0]
      plan.credentials = place.server.folder + "/r.cnf"
      return try await SchemaCode.read(
        ServerDatabase(plan: plan, credentials: place.server.folder + "/r.cnf", context: place.context()))
    }
    #expect(unseen?.message.hasPrefix("SHOW CREATE FUNCTION f: no definition") == true, "\(unseen?.message ?? "–")")
    let cutting = TamperingRunner { (_, command) throws(CommandError) -> Command? in
      command.inputFile?.hasSuffix("/ask.sql") == true ? command.wrapped(#""$@" | head -n -1"#) : nil
    }
    let cut = await stepFailure { () async throws(StepFailure) in
      try await SchemaCode.read(ServerDatabase(place.context(cutting)))
    }
    #expect(cut?.message == "shop: SHOW CREATE: 5 of 6 objects", "\(cut?.message ?? "–")")
    let all = try await keys()
    #expect(all.count == 2 && all.allSatisfy { $0.severity == .fine }, "\(all)")
    let read = try await OutsideKey.read(ServerDatabase(place.context())).keys
    #expect(
      read.map(\.columns) == [["a"], ["b", "c"]] && read.map(\.referencedColumns) == [["id"], ["v", "k"]], "\(read)")

    // One that is idle, one that has a transaction, one that is elsewhere; which is the first to be named.
    let idle = try await place.server.session("USE shop; SELECT 'held'")
    let elsewhere = try await place.server.session("USE crm; SELECT 'held'")
    #expect(told(try await there(), .fine).first?.hasPrefix("1 connection on shop") == true)
    #expect(told(try await there(), .warning).isEmpty)
    let open = try await place.server.session("START TRANSACTION; INSERT INTO shop.b VALUES (99); SELECT 'held'")
    let database = try ServerDatabase(place.context())
    // The server's list of transactions is told anew once nobody has asked for it for a tenth of a second.
    func connections() async throws -> [LockHolders.Connection] {
      try await place.server.query("DO SLEEP(0.2)")
      return try await LockHolders.read(database).connections
    }
    let isSeen = try await eventually(withinSeconds: 30) { try await connections().count == 2 }
    let holders = try await LockHolders.read(database)
    #expect(isSeen && holders.connections.map(\.hasTransaction) == [true, false] && holders.seesOthers, "\(holders)")
    let isLong = try await eventually(withinSeconds: 30) {
      try await connections().contains { $0.hasTransaction && $0.seconds > 5 }
    }
    let warned = told(try await there(), .warning)
    #expect(isLong && warned.count == 1 && warned[0].hasPrefix("A transaction has been open for "), "\(warned)")
    #expect(warned.first?.contains("KILL \(holders.connections[0].id)") == true)
    // The same stands before the step that exchanges them.
    let before = await SwapSchema().preflight(place.context())
    #expect(told(before, .warning).contains { $0.hasPrefix("A transaction has been open for ") })
    #expect(told(before, .fine).contains { $0.contains("made anew towards the new tables: crm.cards (two)") })
    // One that has been idle for as long is no reason to warn.
    open.end()
    let isGone = try await eventually(withinSeconds: 30) {
      let left = try await connections()
      return left.count == 1 && left[0].seconds > 5
    }
    let after = told(try await there(), .warning)
    #expect(isGone && after.isEmpty, "\(after)")
    withExtendedLifetime((idle, elsewhere)) {}
  }
}
