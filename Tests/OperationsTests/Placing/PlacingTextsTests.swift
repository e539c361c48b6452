import Host
import Maintenance
import TestSupport
import Testing

@testable import Operations

/// The statements and sentences of putting a schema in place.
@Suite struct PlacingTextsTests {
  private static let key = OutsideKey(
    schema: "crm", table: "cards", name: "k", columns: ["a", "b"], referencedTable: "users",
    referencedColumns: ["x", "y"], onUpdate: "RESTRICT", onDelete: "SET NULL")

  @Test func anOutsideKeyIsMadeAsItWas() {
    #expect(Self.key.drop(.mariadb) == "ALTER TABLE `crm`.`cards` DROP FOREIGN KEY IF EXISTS `k`;\n")
    #expect(Self.key.drop(.mysql) == "ALTER TABLE `crm`.`cards` DROP FOREIGN KEY `k`;\n")
    #expect(
      Self.key.make(in: "shop")
        == "ALTER TABLE `crm`.`cards` ADD CONSTRAINT `k` FOREIGN KEY (`a`, `b`) REFERENCES `shop`.`users` (`x`, `y`) ON DELETE SET NULL;\n"
    )
    // A row with a NULL in its key leads nowhere by right.
    #expect(
      Self.key.orphans(in: "shop")
        == "SELECT COUNT(*) FROM `crm`.`cards` c WHERE c.`a` IS NOT NULL AND c.`b` IS NOT NULL AND NOT EXISTS (SELECT 1 FROM `shop`.`users` p WHERE c.`a` = p.`x` AND c.`b` = p.`y`)"
    )
    #expect(ServerDatabase.fileName("a-b_c.D9 é") == "a@002db_c@002eD9@0020@00e9")
  }

  @Test func fiveHoldersAreNamedAndWhatIsNotSeenIsSaid() {
    func words(_ count: Int, seesOthers: Bool = true) -> String {
      LockHolders(
        connections: (0..<count).map {
          .init(id: "\($0)", user: "u", host: "h", seconds: 7, hasTransaction: $0 == 0)
        }, seesOthers: seesOthers
      ).words(PlacingContext.make())
    }
    let unseen = "; the account cannot see others: GRANT PROCESS ON *.* would let it"
    #expect(words(0) == "nobody that can be seen" && words(0, seesOthers: false) == "nobody that can be seen" + unseen)
    #expect(words(2) == "u@h (a transaction open for 7 s, KILL 0), u@h (idle for 7 s, KILL 1)")
    #expect(words(5).hasSuffix("KILL 4)") && words(6) == words(5) + ", …")
  }

  @Test func anErrorIsExplainedByItsNumber() {
    let context = PlacingContext.make()
    let database = ServerDatabase(
      plan: DatabasePlan(name: "main", engine: .mariadb, schema: "a_b"), credentials: "/nonexistent", context: context)
    func said(_ number: Int) -> String {
      ServerRemedy.explained(StepFailure("mariadb: ERROR \(number) (HY000) at line 3: x"), database).message
    }
    for (number, words) in [
      (1419, "log_bin_trust_function_creators=1"), (1227, "GRANT SET USER"), (1153, "max_allowed_packet"),
      (1118, "innodb_strict_mode"), (1449, "CREATE USER"), (1044, #"GRANT ALL ON `a\_b\_\_%`.*"#), (1045, "GRANT ALL"),
      (1142, "GRANT ALL"), (1143, "GRANT ALL"), (1370, "GRANT ALL"), (1114, "disk is full"), (1021, "disk is full"),
      (1030, "disk is full"), (3, "disk is full"), (28, "disk is full"), (1205, "holds a table"),
      (1286, "INSTALL SONAME"),
    ] {
      #expect(said(number).contains(" — ") && said(number).contains(words), "\(said(number))")
    }
    #expect(said(1064).hasSuffix("x") && ServerRemedy.number(in: "no such") == nil)
  }

  /// The way back is the same record with both sides exchanged; undone twice it is what it was.
  @Test func aRecordIsKeptAndReversed() throws {
    let folder = try TemporaryFolder()
    let context = PlacingContext.make(state: folder.path)
    func code(_ name: String) -> SchemaCode {
      SchemaCode(objects: [
        CodeObject(kind: .view, name: name, definition: [1, 255], clientCharset: "x", connectionCollation: "y")
      ])
    }
    let record = SwapRecord(
      schema: "shop", incoming: "shop__new_1", aside: "shop__before_1", oldTables: ["a"], newTables: ["b"],
      oldCode: code("old"), newCode: code("new"), oldForm: "old form", newForm: "new form", outsideKeys: [Self.key],
      oldBytes: 7)
    #expect(try SwapRecord.recall(context.operation, context.state) == nil)
    try FileSystem.makeFolder(context.state.operation(context.operation))
    try record.keep(context)
    #expect(try SwapRecord.recall(context.operation, context.state) == record)
    let back = record.reversed(aside: "shop__before_2")
    #expect(
      back
        == SwapRecord(
          schema: "shop", incoming: "shop__before_1", aside: "shop__before_2", oldTables: ["b"], newTables: ["a"],
          oldCode: code("new"), newCode: code("old"), oldForm: "new form", newForm: "old form",
          outsideKeys: [Self.key]))
    var first = record
    first.oldForm = nil
    #expect(first.reversed(aside: "x").newForm == "new form", "nothing was there before")
  }

  /// Of each table how it is made and its longest row, whichever way the dump writes rows.
  @Test func theSampleHoldsTheLongestRowOfEachTable() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "dump",
      """
      CREATE TABLE `a` (i INT);
      INSERT INTO `a` VALUES (1);
      INSERT INTO `a` VALUES (1,'longest');
      INSERT INTO `a` VALUES (2,'long');
      INSERT INTO `b``x` VALUES
      (1,'first'),
      (2,'the longest'),
      (3,'last');
      INSERT INTO `b``y` VALUES
      (4);
      SET x=1;

      """)
    try SampleDump.write(of: folder.path + "/dump", to: folder.path + "/sample")
    #expect(
      String(decoding: try FileSystem.read(folder.path + "/sample"), as: UTF8.self) == """
        CREATE TABLE `a` (i INT);
        INSERT INTO `a` VALUES (1,'longest');
        INSERT INTO `b``x` VALUES
        (2,'the longest');
        INSERT INTO `b``y` VALUES
        (4);
        SET x=1;

        """)
  }
}
