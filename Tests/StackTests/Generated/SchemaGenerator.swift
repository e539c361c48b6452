import TestSupport

/// Schemas that come out the same on every run: of every type, key, engine, character set, object and way of writing that a
/// dump has to carry. Statements that a server refuses are left out by it: they are run one by one.
struct SchemaGenerator {
  let seed: UInt64
  /// The schema that is saved and restored.
  let schema: String
  /// Two that must stay as they are; the first is read by views of ``schema``.
  let others: [String]
  private var random: SeededNumbers
  private var lines: [String] = []
  private var tables: [Table] = []

  private struct Table {
    var name: String
    var columns: [Column]
    var hasKey: Bool
    var isVersioned = false
    var isPlain: Bool { hasKey && !isVersioned }
  }

  private struct Column {
    var name: String
    var type: Int
  }

  init(seed: UInt64) {
    self.seed = seed
    random = SeededNumbers(seed: seed &* 7919 &+ 17)
    let names = ["gen", "gen_x", "50%", "a-b.c", "été 漢", "x`y", "Mixed", "select", "a b", "x;y-"]
    schema = names[Int(seed % UInt64(names.count))]
    others = ["beside", "far_away"]
  }

  /// How the servers are set on which the seeds are tried.
  static let settings: [[String]] = [
    [],
    [
      "sql_mode=ANSI_QUOTES,PIPES_AS_CONCAT,NO_BACKSLASH_ESCAPES,ALLOW_INVALID_DATES", "innodb_strict_mode=OFF",
      "explicit_defaults_for_timestamp=OFF", "collation-server=utf8mb4_bin", "autocommit=0",
    ],
    [
      "lower_case_table_names=1", "innodb_page_size=32k", "innodb_default_row_format=compact", "sql_mode=ORACLE",
      "character-set-server=latin1", "collation-server=latin1_swedish_ci",
    ],
    [
      "sql_mode=PAD_CHAR_TO_FULL_LENGTH", "innodb_page_size=8k", "innodb_file_per_table=OFF", "completion_type=CHAIN",
      "default_storage_engine=Aria", "max_allowed_packet=1M", "net_buffer_length=4096", "innodb_strict_mode=OFF",
    ],
  ]

  static func quoted(_ name: String) -> String { "`" + name.replacing("`", with: "``") + "`" }
  static func literal(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }

  private mutating func number(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
  private mutating func chance(_ percent: Int) -> Bool { number(100) < percent }
  private mutating func pick<Value>(_ values: [Value]) -> Value { values[number(values.count)] }

  // MARK: The schemas

  /// The whole script, for `mariadb --force`.
  mutating func script() -> String {
    let id = Self.quoted(schema)
    let set = pick(["utf8mb4 COLLATE utf8mb4_unicode_ci", "latin1", "utf8mb4 COLLATE utf8mb4_bin", "ucs2", "binary"])
    lines = ["SET SESSION sql_mode='NO_ENGINE_SUBSTITUTION', autocommit=1, completion_type=0;"]
    for name in [schema] + others { lines.append("DROP DATABASE IF EXISTS \(Self.quoted(name));") }
    for other in others {
      lines.append("CREATE DATABASE \(Self.quoted(other));")
      lines.append(
        "CREATE TABLE \(Self.quoted(other)).`ledger` (id INT PRIMARY KEY AUTO_INCREMENT, note VARCHAR(100)) ENGINE=InnoDB;"
      )
      lines.append("INSERT INTO \(Self.quoted(other)).`ledger`(note) VALUES ('one'),('two');")
    }
    lines.append("CREATE DATABASE \(id) CHARACTER SET \(set) COMMENT 'it''s; `odd`';")
    lines.append("USE \(id);")
    for account in ["'shop'@'localhost'", "'we`ird'@'%'"] { lines.append("CREATE USER IF NOT EXISTS \(account);") }
    lines += [
      "CREATE ROLE IF NOT EXISTS keeper;", "GRANT ALL ON *.* TO keeper;", "GRANT ALL ON *.* TO 'shop'@'localhost';",
    ]
    lines.append("GRANT ALL ON *.* TO 'we`ird'@'%';")
    for (name, place) in [([schema] + others, "")].flatMap({ names, place in names.map { ($0, place) } }) {
      for table in 0..<2 {
        lines.append(
          "CREATE TABLE \(Self.quoted(name)).`w\(table)`\(place) (id INT PRIMARY KEY AUTO_INCREMENT, v INT, s VARCHAR(60), KEY(v)) ENGINE=InnoDB;"
        )
        lines.append("INSERT INTO \(Self.quoted(name)).`w\(table)`(v,s) SELECT seq, CONCAT('s',seq) FROM seq_1_to_20;")
      }
    }
    makeSequences()
    for index in 0..<(3 + number(4)) { makeTable(index) }
    makeOddTables()
    makeViews()
    makeTriggers()
    makeRoutines()
    makeEvents()
    if chance(30) { lines.append("ALTER DATABASE \(id) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci;") }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let types: [(String, @Sendable (Int) -> String)] = [
    ("INT", { "\($0 * 7919 - 100)" }), ("BIGINT UNSIGNED", { "\(UInt64.max - UInt64($0))" }),
    ("TINYINT", { "\($0 - 60)" }),
    ("MEDIUMINT ZEROFILL", { "\($0)" }), ("BIT(13)", { "b'10\($0 % 2)10101'" }), ("DECIMAL(65,30)", { "-1.\($0)5" }),
    ("DOUBLE", { ["1e308", "0.1", "-2.2250738585072014e-308", "3.3333333333333335e299", "16777217"][$0 % 5] }),
    ("FLOAT", { ["0.5", "-1e30", "123456", "0"][$0 % 4] }), ("DATE", { "'20\(10 + $0 % 80)-0\(1 + $0 % 9)-11'" }),
    ("DATE", { ["'2024-02-31'", "'0000-00-00'", "'2024-00-00'", "NULL"][$0 % 4] }),
    ("DATETIME(6)", { "'2024-0\(1 + $0 % 9)-01 10:11:12.00000\($0 % 10)'" }),
    ("TIMESTAMP(3) NULL DEFAULT '2020-01-01 00:00:00'", { "'2024-03-31 0\($0 % 10):30:00.123'" }),
    ("TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP", { _ in "'2024-10-27 02:30:00'" }),
    ("TIME(2)", { "'-838:59:5\($0 % 10).12'" }), ("YEAR", { "\(1990 + $0 % 60)" }), ("CHAR(10)", { "'a\($0)  '" }),
    (
      "VARCHAR(120)",
      { SchemaGenerator.literal(["it's", "a\\b\n\t\"", "🎸 Zoé", "(;) -- x", "", "NULL", "\u{0}z\u{1A}"][$0 % 7]) }
    ),
    ("VARCHAR(60) CHARACTER SET latin1", { "'é\($0)'" }), ("VARCHAR(30) CHARACTER SET utf16", { "'ü\($0)🎷'" }),
    ("BINARY(16)", { "UNHEX(MD5(\($0)))" }), ("VARBINARY(60)", { "UNHEX('00275C0A0D1A22\($0 % 10)\($0 % 7)')" }),
    ("BLOB", { "REPEAT(UNHEX('00FF27'),\($0 % 50))" }),
    ("LONGTEXT", { "REPEAT('lorem ''x'' ;\\n',\($0 * 3 % 400))" }), ("TEXT COMPRESSED", { "REPEAT('z',\(100 + $0))" }),
    ("ENUM('a''b','c,d','é','')", { "\(1 + $0 % 4)" }), ("SET('x','y z','`')", { "\($0 % 8)" }),
    ("JSON", { "'{\"k\": [\($0), \"it\\\\u0027s\"]}'" }), ("INET6", { "'::\($0 % 9)'" }), ("UUID", { "MD5(\($0))" }),
    ("POINT", { "ST_GeomFromText('POINT(\($0) 2)')" }), ("GEOMETRY", { "ST_GeomFromText('LINESTRING(0 0,1 \($0))')" }),
    ("INT INVISIBLE DEFAULT 7", { "\($0)" }), ("VARCHAR(40) COMMENT 'it''s; \"odd\" `c` )'", { "'c\($0)'" }),
    ("BOOL CHECK (1)", { "\($0 % 2)" }),
  ]

  private static let names = [
    "plain", "UPPER", "we`ird", "a b", "q\"q", "it's", "select", "x;y", "(paren)", "dot.ted", "été", "tab\tbed",
    "new\nline", "-dash",
    "values", "per%cent", "under_score", "Ω漢", "back\\slash", String(repeating: "n", count: 64), "Plain",
  ]

  private mutating func makeSequences() {
    for (name, options) in [
      ("sq", "START 5 INCREMENT 3 CACHE 10"), ("s`q", "START 100 INCREMENT -1 MINVALUE -5 MAXVALUE 100 CYCLE NOCACHE"),
    ]
    where chance(60) {
      lines += ["CREATE SEQUENCE \(Self.quoted(name)) \(options);", "SELECT NEXTVAL(\(Self.quoted(name)));"]
    }
  }

  private mutating func makeTable(_ index: Int) {
    let name = String((pick(Self.names) + (chance(50) ? "\(index)" : "")).suffix(64))
    guard !tables.contains(where: { $0.name == name }) else { return }
    let engine = pick(["InnoDB", "InnoDB", "InnoDB", "InnoDB", "MyISAM", "Aria", "MEMORY"])
    var columns: [Column] = []
    var parts: [String] = []
    let hasKey = chance(80)
    if hasKey {
      parts.append(
        "`id` INT " + (chance(60) ? "AUTO_INCREMENT" : "NOT NULL DEFAULT \(chance(50) ? "NEXTVAL(`sq`)" : "0")"))
    }
    for _ in 0..<(1 + number(8)) {
      let type = number(Self.types.count)
      let column = pick(Self.names) + "\(columns.count)"
      guard column.count <= 64 else { continue }
      columns.append(Column(name: column, type: type))
      parts.append("\(Self.quoted(column)) \(Self.types[type].0)")
    }
    if hasKey { parts.append("PRIMARY KEY (`id`)") }
    if chance(30), hasKey {
      parts.append(
        "`pl` INT NOT NULL DEFAULT 3, `gv` INT AS (`pl` + 1) VIRTUAL, `gs` VARCHAR(20) AS (CONCAT('x', `pl`)) STORED, KEY `g``k` (`gv`)"
      )
    }
    if chance(30) { parts.append("`ck` INT DEFAULT 1 CONSTRAINT `chk\(index)` CHECK (`ck` <> -99)") }
    var hasParent = false
    if chance(30), hasKey, let target = tables.first(where: \.isPlain), engine == "InnoDB" {
      parts.append(
        "`fk` INT NULL, CONSTRAINT `fk\(index)` FOREIGN KEY (`fk`) REFERENCES \(Self.quoted(target.name)) (`id`) ON DELETE CASCADE"
      )
      hasParent = true
    }
    var options = " ENGINE=\(engine)"
    options += pick(["", " CHARSET=utf8mb4", " CHARSET=latin1", " COLLATE=utf8mb4_bin", " CHARSET=utf8mb3"])
    options += pick([
      "", " ROW_FORMAT=DYNAMIC", " ROW_FORMAT=COMPRESSED", " ROW_FORMAT=COMPACT", " ROW_FORMAT=REDUNDANT",
    ])
    if chance(40) { options += " COMMENT='it''s ; \"x\" AUTO_INCREMENT=9 )'" }
    if chance(20) { options += " AUTO_INCREMENT=\(1000 + number(1000))" }
    let isVersioned = engine == "InnoDB" && chance(20)
    if isVersioned { options += " WITH SYSTEM VERSIONING" }
    if hasKey, !hasParent, !isVersioned, engine != "MEMORY", chance(25) {
      options += pick([
        " PARTITION BY HASH(`id`) PARTITIONS 3", " PARTITION BY KEY(`id`) PARTITIONS 2",
        " PARTITION BY RANGE(`id`) (PARTITION `p``0` VALUES LESS THAN (5), PARTITION p1 VALUES LESS THAN MAXVALUE)",
      ])
    }
    lines.append("CREATE TABLE \(Self.quoted(name)) (\(parts.joined(separator: ", ")))\(options);")
    tables.append(Table(name: name, columns: columns, hasKey: hasKey, isVersioned: isVersioned))
    let list = columns.map { Self.quoted($0.name) }.joined(separator: ",")
    lines.append("SET SESSION sql_mode='ALLOW_INVALID_DATES,NO_AUTO_VALUE_ON_ZERO';")
    for row in 0..<number(40) {
      let values = columns.map { chance(10) ? "DEFAULT" : Self.types[$0.type].1(row) }.joined(separator: ",")
      let key = hasKey ? ("`id`,", "\(row),") : ("", "")
      lines.append("INSERT INTO \(Self.quoted(name)) (\(key.0)\(list)) VALUES (\(key.1)\(values));")
    }
    if isVersioned, hasKey {
      lines += [
        "UPDATE \(Self.quoted(name)) SET `id`=`id`+500 WHERE `id`<3;", "DELETE FROM \(Self.quoted(name)) WHERE `id`=4;",
      ]
    }
    lines.append("SET SESSION sql_mode='NO_ENGINE_SUBSTITUTION';")
  }

  /// What is of a kind of its own.
  private mutating func makeOddTables() {
    if chance(30) {
      lines += [
        "CREATE TABLE `m``1` (a INT, KEY(a)) ENGINE=MyISAM;", "CREATE TABLE m2 (a INT, KEY(a)) ENGINE=MyISAM;",
        "INSERT INTO `m``1` VALUES (1),(2);",
        "CREATE TABLE merged (a INT, KEY(a)) ENGINE=MERGE UNION=(`m``1`,m2) INSERT_METHOD=LAST;",
      ]
    }
    if chance(30) {
      lines += [
        "CREATE TABLE listed (a INT NOT NULL, b VARCHAR(20) NOT NULL) ENGINE=CSV;",
        "INSERT INTO listed VALUES (1,'q\"; x');",
      ]
    }
    if chance(30) {
      lines += [
        "CREATE TABLE spans (id INT, s DATE, e DATE, PERIOD FOR p(s,e), r1 TIMESTAMP(6) GENERATED ALWAYS AS ROW START INVISIBLE, r2 TIMESTAMP(6) GENERATED ALWAYS AS ROW END INVISIBLE, PERIOD FOR SYSTEM_TIME(r1,r2), PRIMARY KEY(id, p WITHOUT OVERLAPS)) WITH SYSTEM VERSIONING;",
        "INSERT INTO spans (id,s,e) VALUES (1,'2020-01-01','2021-01-01'),(2,'2020-01-01','2021-01-01');",
        "UPDATE spans SET e='2022-01-01' WHERE id=1;",
        "DELETE FROM spans WHERE id=2;",
      ]
    }
    if chance(20) {
      lines += [
        "CREATE TABLE words (id INT PRIMARY KEY, t TEXT, FULLTEXT(t)) ENGINE=InnoDB;",
        "INSERT INTO words VALUES (1,'to be or not');",
      ]
    }
    if chance(20) {
      lines += [
        "CREATE TABLE zones (ts TIMESTAMP NOT NULL) PARTITION BY RANGE (UNIX_TIMESTAMP(ts)) (PARTITION a VALUES LESS THAN (UNIX_TIMESTAMP('2024-01-01 00:00:00')), PARTITION b VALUES LESS THAN MAXVALUE);",
        "INSERT INTO zones VALUES ('2023-12-31 23:59:59'),('2024-01-01 00:00:00');",
      ]
    }
    if chance(20) {
      lines.append("CREATE TABLE \(Self.quoted("gone ;")) (a INT); INSERT INTO \(Self.quoted("gone ;")) VALUES (1);")
    }
  }

  private mutating func makeViews() {
    for (number, table) in tables.prefix(3).enumerated() {
      let definer = pick(["`shop`@`localhost`", "`we``ird`@`%`", "`keeper`", "CURRENT_USER", "`gone`@`nowhere`"])
      lines.append(
        "CREATE \(pick(["", "ALGORITHM=MERGE ", "ALGORITHM=TEMPTABLE "]))DEFINER=\(definer) \(pick(["", "SQL SECURITY INVOKER "]))VIEW \(Self.quoted("v\(number)`\(pick(["", " x", "é"]))")) AS SELECT *, 'a;(b' AS odd FROM \(Self.quoted(table.name));"
      )
    }
    lines.append("CREATE DEFINER=`shop`@`localhost` VIEW base AS SELECT id, v FROM w0 WHERE v > 3 WITH CHECK OPTION;")
    lines.append("CREATE DEFINER=`we``ird`@`%` VIEW `onto` AS SELECT id FROM base;")
    if chance(50) {
      lines.append(
        "CREATE VIEW elsewhere AS SELECT x.id, w.s FROM \(Self.quoted(others[0])).ledger x JOIN w1 w ON w.id=x.id;")
    }
    if chance(20) { lines += ["CREATE VIEW broken AS SELECT * FROM `gone ;`;", "DROP TABLE IF EXISTS `gone ;`;"] }
  }

  private mutating func makeTriggers() {
    lines.append("DELIMITER //")
    for mode in ["", "ANSI_QUOTES", "NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT"] where chance(60) {
      lines.append("SET SESSION sql_mode='\(mode)'//")
      let definer = pick(["", "DEFINER=`shop`@`localhost` ", "DEFINER=`keeper` "])
      let verb = pick(["create", "CREATE OR REPLACE", "Create"])
      let word = pick(["trigger", "TRIGGER", "Trigger /* it's ; */"])
      let time = pick(["before insert", "AFTER UPDATE", "before delete"])
      lines.append(
        "\(verb) \(definer)\(word) \(Self.quoted("tr\(mode.count)`")) \(time) on w\(number(2)) for each row \(pick(["set @x=1", "begin\n-- don't\nset @x='\nDELIMITER ;\n-- Dump completed';\n/* ;; CREATE TABLE `z` */\nend", "BEGIN IF @x IS NULL THEN SET @x = 'a\\\\'; END IF; END"]))//"
      )
    }
    if chance(50) {
      lines += [
        "create trigger t_a before insert on w0 for each row set new.s=concat(new.s,'a')//",
        "create trigger t_0 before insert on w0 for each row precedes t_a set new.s=concat(new.s,'0')//",
      ]
    }
    lines += ["SET SESSION sql_mode='NO_ENGINE_SUBSTITUTION'//", "DELIMITER ;"]
  }

  private mutating func makeRoutines() {
    lines.append("DELIMITER //")
    let bodies = [
      "CREATE PROCEDURE \(Self.quoted("create table"))(OUT n INT) BEGIN SELECT COUNT(*) INTO n FROM w0; END//",
      "create /* c */ definer=`gone`@`nowhere` procedure if not exists `proc``x` () comment 'it''s' begin select 'CREATE TABLE `'; end//",
      "CREATE FUNCTION twice(n INT) RETURNS INT DETERMINISTIC SQL SECURITY INVOKER RETURN 2 * n//",
      "CREATE AGGREGATE FUNCTION total(x INT) RETURNS INT DETERMINISTIC BEGIN DECLARE s INT DEFAULT 0; DECLARE CONTINUE HANDLER FOR NOT FOUND RETURN s; LOOP FETCH GROUP NEXT ROW; SET s=s+x; END LOOP; END//",
      "CREATE FUNCTION \(Self.quoted("été")) (a VARCHAR(10) CHARACTER SET latin1) RETURNS TEXT DETERMINISTIC RETURN CONCAT(a,'é','\\\\')//",
    ]
    for body in bodies where chance(60) { lines.append(body) }
    if chance(40) {
      lines += [
        "SET SESSION sql_mode=ORACLE//", "CREATE PACKAGE pk AS FUNCTION f RETURN INT; PROCEDURE p; END//",
        "CREATE PACKAGE BODY pk AS FUNCTION f RETURN INT AS BEGIN RETURN 1; END; PROCEDURE p AS BEGIN NULL; END; END//",
        "CREATE PROCEDURE ora AS x VARCHAR(20) := 'it''s'; BEGIN NULL; END//",
      ]
    }
    lines += ["SET SESSION sql_mode='NO_ENGINE_SUBSTITUTION'//", "DELIMITER ;"]
  }

  private mutating func makeEvents() {
    for (name, schedule) in [
      ("nightly", "EVERY 1 DAY STARTS '2024-01-01 01:00:00'"), ("on`ce", "AT '2035-01-01 00:00:00'"),
      ("ends", "EVERY 2 HOUR STARTS '2024-01-01 01:00:00' ENDS '2034-01-01 00:00:00' ON COMPLETION PRESERVE"),
    ] where chance(50) {
      if chance(40) { lines.append("SET time_zone='\(pick(["+05:30", "-03:00", "SYSTEM"]))';") }
      lines.append(
        "CREATE EVENT \(Self.quoted(name)) ON SCHEDULE \(schedule) \(pick(["ENABLE", "DISABLE"])) COMMENT 'it''s; x' DO DELETE FROM w0 WHERE v < -5;"
      )
      lines.append("SET time_zone=DEFAULT;")
    }
  }

  // MARK: Writes

  /// Statements that write into the three schemas, for `mariadb --force`: rows, forms, triggers, events, temporary tables,
  /// transactions that are kept and given up, savepoints. The accounts and tables are those of ``script()``.
  mutating func writes(_ count: Int) -> [String] {
    let all = ([schema] + others).map(Self.quoted)
    var statements = ["SET SESSION sql_mode='NO_ENGINE_SUBSTITUTION', autocommit=1, completion_type=0;"]
    for step in 0..<count {
      let place = pick(all)
      let table = place + ".w\(number(2))"
      let value = number(1000)
      if chance(20) { statements.append("USE \(pick(all));") }
      switch number(17) {
      case 0...3: statements.append("INSERT INTO \(table)(v,s) VALUES (\(value),'it''s \(step)'),(NULL,'🎸');")
      case 4...5:
        statements.append("UPDATE \(table) SET v=v+\(value), s=CONCAT(LEFT(s,20),'é') WHERE id % \(2 + number(9))=0;")
      case 6: statements.append("DELETE FROM \(table) WHERE id % \(5 + number(20))=1;")
      case 7:
        statements.append(
          "INSERT INTO \(table)(v,s) SELECT v, s FROM \(pick(all)).w\(number(2)) LIMIT \(1 + number(5));")
      case 8:
        statements += [
          "BEGIN;", "INSERT INTO \(table)(v,s) VALUES (\(value),'kept');", "SAVEPOINT a;",
          "DELETE FROM \(table) WHERE v>\(value);",
        ]
        statements += [pick(["ROLLBACK TO a;", "RELEASE SAVEPOINT a;"]), pick(["COMMIT;", "COMMIT;", "ROLLBACK;"])]
      case 9:
        statements.append(
          "ALTER TABLE \(table) ADD COLUMN c\(step) \(pick(["INT DEFAULT 4", "VARCHAR(9) DEFAULT 'x'", "DATETIME NULL"]));"
        )
      case 10:
        statements.append(
          "ALTER TABLE \(table) \(pick(["ADD INDEX i\(step) (s)", "ENGINE=InnoDB", "COMMENT='\(step)'", "MODIFY s VARCHAR(80)"]));"
        )
      case 11:
        statements += [
          "CREATE TABLE \(place).`n\(step)` (a INT PRIMARY KEY, b TEXT) ENGINE=InnoDB;",
          "INSERT INTO \(place).`n\(step)` VALUES (\(value),'new');",
        ]
        if chance(30) { statements.append("DROP TABLE \(place).`n\(step)`;") }
      case 12:
        statements += [
          "CREATE TEMPORARY TABLE \(place).tmp\(step) AS SELECT * FROM \(table);",
          "INSERT INTO \(table)(v,s) SELECT v, 'tmp' FROM \(place).tmp\(step) LIMIT 2;",
        ]
        if chance(50) { statements.append("DROP TEMPORARY TABLE \(place).tmp\(step);") }
      case 13:
        statements.append(
          "CREATE TRIGGER \(place).wt\(step) \(pick(["BEFORE INSERT", "AFTER DELETE"])) ON \(table) FOR EACH ROW SET @w=1;"
        )
        if chance(30) { statements.append("DROP TRIGGER \(place).wt\(step);") }
      case 14:
        statements.append("CREATE EVENT \(place).we\(step) ON SCHEDULE EVERY 1 DAY STARTS '2035-01-01' DO SET @e=1;")
        if chance(30) { statements.append("DROP EVENT \(place).we\(step);") }
      case 15:
        statements.append(
          "CREATE OR REPLACE DEFINER=`late\(step % 3)`@`%` VIEW \(place).wv\(step % 4) AS SELECT id FROM \(table);")
      default: statements.append("TRUNCATE TABLE \(table);")
      }
    }
    return statements
  }
}
