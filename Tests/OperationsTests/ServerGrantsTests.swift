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
}
