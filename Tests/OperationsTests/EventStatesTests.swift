import Testing

@testable import Operations

/// Which events are on, by the statements alone.
@Suite struct EventStatesTests {
  private func states(_ statements: [String], from rows: [[String]] = []) -> [String] {
    var states = EventStates(rows)
    for text in statements { states.apply(BinlogStatement(text: text, schema: "s")) }
    return states.states.map { "\($0.key.schema).\($0.key.name) \($0.value.rawValue)" }.sorted()
  }

  @Test(arguments: [
    ("CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 'DISABLE'", ["s.e ENABLED"]),
    ("create definer=`event`@`%` event E on schedule at now() disable do begin enable; end", ["s.e DISABLED"]),
    ("CREATE EVENT `t`.`e x` ON SCHEDULE EVERY 1 DAY DISABLE ON SLAVE DO SELECT 1", ["t.e x SLAVESIDE_DISABLED"]),
    ("CREATE EVENT e ON SCHEDULE EVERY 1 DAY DISABLE ON REPLICA DO SELECT 1", ["s.e SLAVESIDE_DISABLED"]),
    ("CREATE EVENT e ON SCHEDULE EVERY 1 DAY COMMENT 'DISABLE DO x' DO SELECT 1", ["s.e ENABLED"]),
    ("CREATE /* DISABLE */ EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1", ["s.e ENABLED"]),
    ("CREATE TABLE event (disable INT)", []), ("CREATE USER event", []), ("DROP EVENT nothing", []),
  ]) func oneStatement(_ text: String, _ expected: [String]) {
    #expect(states([text]) == expected)
  }

  @Test func oneAfterAnother() {
    let rows = [["s", "Kept", "ENABLED"], ["s", "off", "DISABLED"], ["t", "theirs", "ENABLED"]]
    #expect(
      states(["ALTER EVENT kept COMMENT 'x'", "ALTER EVENT off RENAME TO t.off"], from: rows)
        == ["s.kept ENABLED", "t.off DISABLED", "t.theirs ENABLED"])
    #expect(
      states(["CREATE EVENT IF NOT EXISTS off ON SCHEDULE EVERY 1 DAY DO SELECT 1", "DROP DATABASE t"], from: rows)
        == ["s.kept ENABLED", "s.off DISABLED"])
    #expect(
      states(
        ["CREATE OR REPLACE EVENT kept ON SCHEDULE EVERY 1 DAY DISABLE DO SELECT 1", "DROP EVENT IF EXISTS off"],
        from: rows) == ["s.kept DISABLED", "t.theirs ENABLED"])
    #expect(
      states(["ALTER EVENT off ON SCHEDULE EVERY 1 DAY ENABLE DO SET @a='DISABLE'"], from: rows)[1] == "s.off ENABLED")
  }
}
