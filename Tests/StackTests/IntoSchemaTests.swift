import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// A restore into a schema of another name, beside the live one.
@Suite struct IntoSchemaTests {
  private func shop() async throws -> Shop {
    let shop = try await Shop(rows: 2_000)
    try await shop.server.query("GRANT ALL ON lookup.* TO 'restore'@'localhost'")
    return shop
  }

  /// Tables and everything else but scheduled events, under any name.
  private func sums(_ shop: Shop, _ schema: String) async throws -> [String] {
    try await shop.sums(schema).filter { !$0.hasPrefix("e\t") }.map { line in
      line.hasPrefix(schema + ".") ? String(line.dropFirst(schema.count + 1)) : line
    }
  }

  @Test func theStateOfAMomentStandsBesideTheLiveOne() async throws {
    let shop = try await shop()
    _ = try await shop.backUp(.databaseFull)
    try await shop.server.query("UPDATE users SET name='later' WHERE id<5", schema: "nationsounds")
    let moment = try await shop.quietMoment()
    let then = try await sums(shop, "nationsounds")
    try await shop.server.query("DELETE FROM bookings", schema: "nationsounds")
    let live = try await shop.sums()
    let status = try await shop.run(.restoreInto(schema: "lookup", backup: nil, moment: moment))
    #expect(status.state == .done && status.wayBack == nil, "\(status)")
    #expect(try await sums(shop, "lookup") == then)
    #expect(
      try await shop.server.query("SELECT COUNT(*) FROM information_schema.events WHERE event_schema='lookup'") == ["0"]
    )
    #expect(try await shop.sums() == live)
    #expect(try await shop.server.query("SELECT COUNT(*) FROM lookup.upcoming") != ["0"])
    // One that is there is somebody's.
    let again = await shop.preview(.restoreInto(schema: "lookup", backup: nil, moment: moment))
    #expect(
      again.preflight.contains { $0.severity == .critical && $0.text.text(in: .english).contains("exists already") })
    let forced = try await shop.run(.restoreInto(schema: "lookup", backup: nil, moment: moment), allowingRed: true)
    #expect(forced.state == .failed, "\(forced)")
    #expect(try await sums(shop, "lookup") == then)
  }

  @Test func whatIsCutOffLeavesNothingBehind() async throws {
    let shop = try await shop()
    _ = try await shop.backUp(.databaseFull)
    let live = try await shop.sums()
    let runner = TamperingRunner { (_, command) throws(CommandError) -> Command? in
      command.inputFile?.hasSuffix("/rebuilt.sql") == true && command.arguments.last == "lookup"
        ? command.wrapped("head -c 20000 | \"$@\"; kill -9 $$") : nil
    }
    let status = try await shop.run(.restoreInto(schema: "lookup", backup: nil), commands: runner)
    #expect(status.state == .failed && status.message?.contains("lookup is taken away") == true, "\(status)")
    #expect(
      try await shop.server.query("SELECT COUNT(*) FROM information_schema.schemata WHERE schema_name='lookup'") == [
        "0"
      ])
    #expect(try await shop.sums() == live)
  }

  @Test func onlyANewNameIsTaken() async throws {
    let shop = try await shop()
    _ = try await shop.backUp(.databaseFull)
    for name in ["nationsounds", "mysql", "SYS", "a b", "", "x;y", "x`y"] {
      let preview = await shop.preview(.restoreInto(schema: name, backup: nil))
      #expect(!preview.isAllowed && preview.procedure.steps.isEmpty, "\(name)")
    }
    #expect(!(await shop.preview(.restoreInto(schema: "forbidden", backup: nil))).isAllowed)
  }
}
