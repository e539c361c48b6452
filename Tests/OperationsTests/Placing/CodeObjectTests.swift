import Maintenance
import Testing

@testable import Operations

/// A trigger, routine, view or event as it is compared and made anew.
@Suite struct CodeObjectTests {
  private func object(_ kind: CodeObject.Kind, _ definition: String, name: String = "x") -> CodeObject {
    CodeObject(
      kind: kind, name: name, definition: Array(definition.utf8), sqlMode: "STRICT_TRANS_TABLES",
      clientCharset: "utf8mb4", connectionCollation: "utf8mb4_unicode_ci", databaseCollation: "latin1_swedish_ci",
      timeZone: "+05:30")
  }

  private func event(_ schedule: String, state: String = "ENABLE", name: String = "x", does: String = "SELECT 1")
    -> CodeObject
  {
    object(
      .event,
      "CREATE DEFINER=`r`@`l` EVENT `\(name)` ON SCHEDULE \(schedule) ON COMPLETION NOT PRESERVE \(state) DO \(does)",
      name: name)
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  @Test func eachSettingTellsTwoApart() {
    let one = object(.trigger, "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1")
    #expect(one.isSame(as: one, in: "shop"))
    let changes: [(inout CodeObject) -> Void] = [
      { $0.name = "y" }, { $0.kind = .procedure }, { $0.definition += [0x20] }, { $0.sqlMode = "" },
      { $0.clientCharset = "latin1" }, { $0.connectionCollation = "utf8mb4_bin" },
      { $0.databaseCollation = "utf8mb4_bin" }, { $0.timeZone = nil },
    ]
    for (number, change) in changes.enumerated() {
      var other = one
      change(&other)
      #expect(!one.isSame(as: other, in: "shop"), "\(number)")
    }
  }

  /// A view that cannot be opened is written with its schema's name; nothing else is.
  @Test func theSchemasNameIsNoPartOfAView() {
    let (long, short) = (
      "CREATE VIEW `x` AS select `shop`.`t`.`a` from `shop`.`t`", "CREATE VIEW `x` AS select `t`.`a` from `t`"
    )
    #expect(object(.view, long).isSame(as: object(.view, short), in: "shop"))
    #expect(!object(.view, long).isSame(as: object(.view, short), in: "other"))
    #expect(!object(.procedure, long).isSame(as: object(.procedure, short), in: "shop"))
    func bare(_ text: String) -> String { self.text(ViewText.withoutSchema("shop", Array(text.utf8))) }
    for same in [
      "select '`shop`.`t`' AS `a`", #"select 'it\'s `shop`.`t`' AS `a`"#, "select `far`.`shop`.`a`",
      "select 1 AS `x``shop`.`y`", "select `shopper`.`a`", "select 'open",
    ] {
      #expect(bare(same) == same)
    }
  }

  @Test func whatItIsMadeUnderComesFirst() {
    let script = text(object(.trigger, "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1").script())
    #expect(
      script == """
        SET character_set_client=utf8mb4, collation_connection=utf8mb4_unicode_ci;
        SET sql_mode='STRICT_TRANS_TABLES';
        SET time_zone='+05:30';
        DELIMITER ;;
        CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 1
        ;;
        DELIMITER ;

        """)
    let odd = text(object(.procedure, "CREATE PROCEDURE x() SELECT ';;'").script())
    #expect(odd.contains("DELIMITER $;;$\nCREATE PROCEDURE x() SELECT ';;'\n$;;$\n"), "\(odd)")
    #expect(
      text(object(.view, "CREATE VIEW `x` AS select 1").script()).contains("DROP VIEW IF EXISTS `x`;;\nCREATE VIEW"))
  }

  @Test func anEventIsMadeOnOrOffAsItIsAskedFor() {
    let daily = event("EVERY 1 DAY")
    #expect(daily.isEnabled && !event("EVERY 1 DAY", state: "DISABLE").isEnabled)
    #expect(!event("EVERY 1 DAY", state: "DISABLE ON SLAVE").isEnabled && !object(.view, "ENABLE").isEnabled)
    #expect(text(daily.script()).contains(" NOT PRESERVE ENABLE DO "))
    #expect(text(daily.script(enabled: false)).contains(" NOT PRESERVE DISABLE DO "))
    #expect(daily.onceAt == nil)
    let once = event("AT '2030-05-05 05:05:05'")
    #expect(once.onceAt == "2030-05-05 05:05:05" && once.isEnabled)
    // The server makes none whose time is over: it is told an earlier one, and a moment after the right one again.
    let over = text(once.script(isOver: true))
    #expect(over.contains("SET timestamp=UNIX_TIMESTAMP('2030-05-05 05:05:05')-1;;\nCREATE"), "\(over)")
    #expect(over.contains(" NOT PRESERVE DISABLE DO ") && over.hasSuffix("SET timestamp=DEFAULT;\n"), "\(over)")
    #expect(!text(once.script()).contains("timestamp"))
  }

  /// Neither the name nor what it does is taken for its schedule or its state.
  @Test func whatAnEventIsCalledAndDoesIsNotItsSchedule() {
    let name = "x ON SCHEDULE AT '1); DROP' ON COMPLETION NOT PRESERVE DISABLE DO"
    let named = event("EVERY 1 DAY", name: name)
    #expect(named.isEnabled && named.onceAt == nil)
    let doing = event(
      "EVERY 1 DAY", does: "SELECT ' ON SCHEDULE AT ', '2030-05-05', ' ON COMPLETION NOT PRESERVE DISABLE'")
    #expect(doing.isEnabled && doing.onceAt == nil)
    #expect(event("EVERY 1 DAY", does: "SELECT ' ON SCHEDULE AT '2030-05-05'").onceAt == nil)
  }

  @Test func aTriggerLosesTheNameOfItsSchemaOrIsRefused() {
    func made(_ head: String) -> String? {
      object(.trigger, head + " FOR EACH ROW SET NEW.a = 'shop.t'").moved(from: "shop", to: "aside").map {
        text($0.definition).replacing(" FOR EACH ROW SET NEW.a = 'shop.t'", with: "")
      }
    }
    #expect(made("CREATE TRIGGER shop.x BEFORE INSERT ON `shop`.`t`") == "CREATE TRIGGER x BEFORE INSERT ON `t`")
    #expect(
      made("CREATE DEFINER=`a.b`@`l` TRIGGER x BEFORE INSERT ON t")
        == "CREATE DEFINER=`a.b`@`l` TRIGGER x BEFORE INSERT ON t")
    #expect(made("CREATE TRIGGER SHOP.x BEFORE INSERT ON t") == "CREATE TRIGGER x BEFORE INSERT ON t")
    for head in [
      "CREATE TRIGGER other.x BEFORE INSERT ON t", "CREATE TRIGGER x BEFORE INSERT ON shop . t", "CREATE TRIGGER x",
    ] {
      #expect(made(head) == (head.contains(".") ? nil : head), "\(head)")
    }
    var latin = object(.trigger, "CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW SET NEW.a = 'é'")
    latin.definition = latin.definition.filter { $0 != 0xC3 }
    #expect(latin.moved(from: "shop", to: "aside") == latin, "the bytes of another charset stay")
    let view = object(.view, "CREATE VIEW `x` AS select `shop`.`t`.`a`")
    #expect(
      view.moved(from: "shop", to: "aside").map { text($0.definition) } == "CREATE VIEW `x` AS select `aside`.`t`.`a`")
    let routine = object(.procedure, "CREATE PROCEDURE x() SELECT `shop`.`t`.`a` FROM t")
    #expect(routine.moved(from: "shop", to: "aside") == routine)
  }

  @Test func codeIsComparedByKindAndNameThenByText() {
    let view = object(.view, "CREATE VIEW `x` AS select 1")
    let other = object(.view, "CREATE VIEW `x` AS select 2")
    let more = object(.procedure, "CREATE PROCEDURE x() SELECT 1")
    let (one, two) = (SchemaCode(objects: [view]), SchemaCode(objects: [other, more]))
    #expect(one.difference(from: two, in: "shop") == [view] && one.difference(from: one, in: "shop").isEmpty)
    #expect(two.difference(from: SchemaCode(), in: "shop") == [other, more])
    #expect(two.surplus(over: one) == [more] && one.surplus(over: two).isEmpty)
  }

  /// Views may read each other in any order; each object keeps the collation its schema had, which then has its own again.
  @Test func viewsStandBeforeTheyReadAndTheCollationComesBack() {
    var (first, second) = (object(.view, "CREATE VIEW `a` AS select 1", name: "a"), object(.view, "V", name: "b"))
    (first.databaseCollation, second.databaseCollation) = (nil, nil)
    first.columns = ["n"]
    var broken = object(.view, "BROKEN", name: "c")
    broken.isBroken = true
    let form = SchemaForm("CREATE DATABASE `shop` COLLATE utf8mb4_bin")
    let two = text(SchemaCode.script(for: [first, second, broken], in: "shop", form: form))
    #expect(two.contains("CREATE OR REPLACE VIEW `a` AS SELECT 1 AS `n`;\n") && !two.contains("BROKEN"), "\(two)")
    #expect(!text(SchemaCode.script(for: [first], in: "shop", form: form)).contains("CREATE OR REPLACE"))
    #expect(!two.contains("ALTER DATABASE"))
    let made = text(SchemaCode.script(for: [object(.procedure, "P")], in: "shop", form: form))
    #expect(made.hasPrefix("ALTER DATABASE `shop` COLLATE latin1_swedish_ci;\n"), "\(made)")
    #expect(made.hasSuffix("ALTER DATABASE `shop` COLLATE utf8mb4_bin;\n"), "\(made)")
  }
}
