import Testing

@testable import Operations

/// Which statements are proven to leave a schema as it is.
@Suite struct ForeignGroupTests {
  private let foreign = ForeignGroup(own: ["Shop", "shop__new_1"], objects: ["users", "tally"])

  private func isProven(_ text: String, _ schema: String = "other", temporary: Bool = false) -> Bool {
    foreign.isProven(BinlogStatement(text: text, schema: schema, usesTemporaryTables: temporary))
  }

  @Test(arguments: [
    ("DROP PROCEDURE other.p", "shop"), ("DROP PROCEDURE IF EXISTS p", "other"),
    ("CREATE DEFINER=`root`@`localhost` PROCEDURE p() DELETE FROM shop.users", "other"),
    ("CREATE DEFINER=`shop`@`%` AGGREGATE FUNCTION other.f() RETURNS INT RETURN 1", "shop"),
    ("create /* shop. */ event `other`.`e` on schedule every 1 day do delete from shop.users", "shop"),
    ("CREATE TABLE y LIKE x -- shop.users", "other"), ("DROP DATABASE crm", "shop"),
    ("ALTER DATABASE crm COMMENT 'shop'", "shop"),
    ("GRANT SELECT ON shop.* TO a@b", "shop"), ("CREATE OR REPLACE USER shop", "shop"), ("XA ROLLBACK X'71',X'',1", ""),
    ("ALTER TABLE t COMMENT 'shop.users'", "other"), ("DROP TRIGGER other.users", "shop"),
  ]) func isForeign(_ text: String, _ schema: String) { #expect(isProven(text, schema)) }

  @Test(arguments: [
    ("DROP PROCEDURE p", "shop"), ("DROP PROCEDURE p", "SHOP"), ("DROP PROCEDURE shop.p", "other"),
    ("DROP PROCEDURE `Shop` . p", "other"), ("CREATE TABLE y LIKE crm.x", "shop"),
    ("CREATE TABLE shop.y LIKE crm.x", "other"),
    ("CREATE TABLE /*!40000 shop . */ y LIKE crm.x", "other"), ("CREATE TABLE /*M! shop.*/ y LIKE crm.x", "other"),
    ("RENAME TABLE crm.x TO shop.x", "other"), ("RENAME TABLE shop__new_1.x TO crm.x", "other"),
    ("ALTER EVENT other.e RENAME TO shop.e", "other"), ("SELECT other.f()", "other"), ("CALL other.p()", "other"),
    ("INSERT INTO ledger SELECT f()", "other"), ("XA COMMIT X'71',X'',1", "other"), ("DROP DATABASE shop", "other"),
    ("CREATE TABLE t AS SELECT other.f()", "other"), ("CREATE TABLE t(i INT) COMMENT='it''s", "other"), ("", "other"),
    ("INSERT INTO jobs VALUES (1)", "shop"), ("DROP TABLE 'x\\' , shop.users", "other"),
  ]) func isNotProven(_ text: String, _ schema: String) {
    #expect(!isProven(text, schema))
  }

  @Test func temporaryTablesAreTheirSessionsAlone() {
    #expect(isProven("INSERT INTO tmp VALUES (1)", "shop", temporary: true))
    #expect(!isProven("INSERT INTO tmp VALUES (1)", "shop"))
    #expect(!isProven("INSERT INTO users SELECT * FROM tmp", "shop", temporary: true))
    #expect(!isProven("INSERT INTO tmp SELECT tally(1)", "shop", temporary: true))
    #expect(!isProven("CREATE TABLE y SELECT * FROM tmp", "shop", temporary: true))
  }

  @Test func aGroupIsForeignWhenAllOfItIs() {
    var group = BinlogGroup(place: 4, end: 5, seconds: 0)
    #expect(!foreign.isProven(group))
    group.tables = [.init(schema: "crm", name: "users")]
    #expect(foreign.isProven(group))
    group.statements = [BinlogStatement(text: "COMMIT", schema: "shop")]
    #expect(foreign.isProven(group))
    group.tables.append(.init(schema: "shop", name: "users"))
    #expect(!foreign.isProven(group))
    group.tables.removeLast()
    group.isUnderstood = false
    #expect(!foreign.isProven(group))
  }

  @Test func aPackedTextIsUnpackedAndADamagedOneIsNot() {
    // "create table u(i int)" repeated, as zlib packs it at its usual level.
    let packed: [UInt8] = [
      0x78, 0x9c, 0x4b, 0x2e, 0x4a, 0x4d, 0x2c, 0x49, 0x55, 0x28, 0x49, 0x4c, 0xca, 0x49, 0x55, 0x28, 0xd5, 0xc8, 0x54,
      0xc8, 0xcc, 0x2b, 0xd1, 0x04, 0x00, 0x54, 0xb9, 0x07, 0x57,
    ]
    #expect(
      Inflate.zlib(packed[...], limit: 100).map { String(decoding: $0, as: UTF8.self) } == "create table u(i int)")
    #expect(Inflate.zlib(packed[...], limit: 5) == nil)
    for length in 0..<24 { #expect(Inflate.zlib(packed[..<length], limit: 100) == nil) }
  }
}
