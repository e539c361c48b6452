import Maintenance
import Testing

@testable import Operations

@Suite struct ServerGrantsTests {
  private func missing(_ engine: DatabasePlan.Engine, _ lines: String...) -> [String] {
    ServerGrants(lines, schema: "shop").missing(withBinlog: true, programs: ServerPrograms(engine: engine))
  }

  /// The lines are those of a MySQL server: dynamic privileges stand in a line of their own.
  @Test func routinesOfMySQLNeedAPrivilegeOfTheirOwn() {
    let everywhere = "GRANT RELOAD, REPLICATION SLAVE, REPLICATION CLIENT ON *.* TO `b`@`127.0.0.1`"
    let schema = "GRANT SELECT, SHOW VIEW, EVENT, TRIGGER ON `shop`.* TO `b`@`127.0.0.1`"
    #expect(missing(.mysql, everywhere, schema) == ["GRANT SHOW_ROUTINE ON *.* TO …"])
    #expect(missing(.mysql, everywhere, "GRANT SHOW_ROUTINE ON *.* TO `b`@`127.0.0.1`", schema).isEmpty)
    #expect(
      missing(.mysql, everywhere) == [
        "GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON SCHEMA.* TO …", "GRANT SHOW_ROUTINE ON *.* TO …",
      ])
    #expect(missing(.mysql, "GRANT ALL PRIVILEGES ON *.* TO `root`@`localhost` WITH GRANT OPTION").isEmpty)
  }

  @Test func routinesOfMariaDBNeedMysqlProc() {
    let everywhere = "GRANT RELOAD, BINLOG MONITOR, REPLICATION SLAVE ON *.* TO `b`@`127.0.0.1`"
    let schema = "GRANT SELECT, SHOW VIEW, EVENT, TRIGGER ON `shop`.* TO `b`@`127.0.0.1`"
    #expect(missing(.mariadb, everywhere, schema) == ["GRANT SELECT ON mysql.proc TO …"])
    #expect(missing(.mariadb, everywhere, schema, "GRANT SELECT ON `mysql`.`proc` TO `b`@`127.0.0.1`").isEmpty)
  }

  private let everywhere = "GRANT RELOAD, BINLOG MONITOR, REPLICATION SLAVE ON *.* TO `b`@`127.0.0.1`"
  private let proc = "GRANT SELECT (`a, b`, `db`), SELECT ON `mysql`.`proc` TO `b`@`127.0.0.1`"

  /// A grant names schemas by a pattern; names may hold what parts a line elsewhere.
  @Test(arguments: [
    ("nation_sounds", "nation\\_%"), ("nation_sounds", "nation\\_sounds"), ("nation_sounds", "%"),
    ("nation_sounds", "nation_sounds"), ("a`b", "a``b"), ("a.b-c", "a.b-c"), ("x ON y", "x ON y"), ("50%", "50\\%"),
    ("été", "été"), ("Shop", "shop"),
  ]) func aPatternGrantsWhatItMeans(_ schema: String, _ pattern: String) {
    let line = "GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON `\(pattern)`.* TO `b`@`127.0.0.1`"
    let grants = ServerGrants([everywhere, line, proc], schema: schema)
    #expect(grants.missing(withBinlog: true, programs: ServerPrograms(engine: .mariadb)).isEmpty)
  }

  @Test(arguments: [
    ("nationXsounds", "nation\\_%"), ("nation", "nation\\_%"), ("shop2", "shop"), ("shop", "shop\\%"),
  ]) func aPatternGrantsNoMore(_ schema: String, _ pattern: String) {
    let line = "GRANT ALL PRIVILEGES ON `\(pattern)`.* TO `b`@`127.0.0.1` WITH GRANT OPTION"
    let grants = ServerGrants([everywhere, line, proc], schema: schema)
    #expect(!grants.missing(withBinlog: true, programs: ServerPrograms(engine: .mariadb)).isEmpty)
  }

  /// A privilege on some columns, or on one table, is not one on the schema.
  @Test func aPartIsNotTheWhole() {
    for line in [
      "GRANT SELECT (`a`, `b`), SHOW VIEW, TRIGGER, EVENT ON `shop`.* TO `b`@`h`",
      "GRANT SELECT, SHOW VIEW, TRIGGER, EVENT ON `shop`.`t` TO `b`@`h`",
    ] { #expect(missing(.mariadb, everywhere, line, proc).count == 1, "\(line)") }
    #expect(missing(.mariadb, everywhere, "GRANT ALL PRIVILEGES ON \"shop\".* TO \"b\"@\"h\"", proc).isEmpty)
    #expect(
      missing(.mariadb, everywhere, "GRANT ALL PRIVILEGES ON `shop`.* TO `b`@`h`", "GRANT `role` TO `b`@`h`") == [
        "GRANT SELECT ON mysql.proc TO …"
      ])
  }

  @Test func whatIsOfferedHoldsNoPassword() {
    let lines = [
      "GRANT USAGE ON *.* TO `a`@`h` IDENTIFIED BY PASSWORD '*2470C0C06DEE42FD1618BB99005ADCA2EC9D1E19'",
      "GRANT PROCESS ON *.* TO `a`@`h` IDENTIFIED VIA ed25519 USING 'x' REQUIRE SSL",
      "GRANT SELECT ON `shop`.* TO `a`@`h`", "GRANT SELECT ON `other`.* TO `a`@`h`",
      "GRANT INSERT ON `shop`.`t` TO `a`@`h`",
    ]
    #expect(
      ServerGrants.offered(lines, schema: "shop") == [
        "GRANT PROCESS ON *.* TO `a`@`h`", "GRANT SELECT ON `shop`.* TO `a`@`h`",
        "GRANT INSERT ON `shop`.`t` TO `a`@`h`",
      ])
  }
}
