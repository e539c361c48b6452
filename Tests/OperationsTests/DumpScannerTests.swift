import Testing

@testable import Operations

@Suite struct DumpScannerTests {
  private func scan(_ text: String, pieceBytes: Int = 1000) -> DumpScanner {
    var scanner = DumpScanner()
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      scanner.scan(rest.prefix(pieceBytes))
      rest = rest.dropFirst(pieceBytes)
    }
    return scanner
  }

  @Test(arguments: [1, 2, 3, 7, 1000]) func aWholeDumpIsCountedWhateverItsPieces(_ pieceBytes: Int) {
    let scanner = scan(
      """
      PRAGMA foreign_keys=OFF;
      BEGIN TRANSACTION;
      CREATE TABLE users(id INTEGER PRIMARY KEY, name TEXT);
      INSERT INTO users VALUES(1,'a; -- no '' comment
      .shell x
      ATTACH ''x'' AS y;');
      INSERT INTO users VALUES(2,'b');
      INSERT INTO "odd ""name" VALUES(1);
      /* ; DROP */ CREATE TRIGGER t AFTER INSERT ON users BEGIN INSERT INTO log VALUES(1); UPDATE x SET y=1; END;
      DELETE FROM sqlite_sequence;
      INSERT INTO sqlite_sequence VALUES('users',2);
      COMMIT;

      """, pieceBytes: pieceBytes)
    #expect(scanner.refusal == nil)
    #expect(scanner.isComplete)
    #expect(scanner.rows == ["users": 2, "odd \"name": 1, "sqlite_sequence": 1])
  }

  @Test(arguments: [
    "ATTACH 'x' AS y;", "attach\n'x' AS y;", "/**/ATTACH 'x' AS y;", ".shell rm;", "SELECT load_extension('x');",
    "VACUUM INTO 'x';", "DROP TABLE users;", "DELETE FROM users;", "UPDATE users SET a=1;", "PRAGMA writable=1;",
    "REPLACE INTO x VALUES(1);", "ROLLBACK;", "END;", "DETACH x;", "WITH a AS (SELECT 1) INSERT INTO b SELECT 1;",
  ]) func whatADumpNeverHoldsIsRefused(_ statement: String) {
    #expect(scan("BEGIN;\n\(statement)\nCOMMIT;\n").refusal != nil)
  }

  @Test(arguments: [
    "", "BEGIN;", "BEGIN; INSERT INTO x VALUES(1);", "BEGIN; COMMIT", "BEGIN; COMMIT; INSERT INTO x VALUES('",
    "BEGIN; COMMIT; INSERT", "BEGIN; ROLLBACK;", "BEGIN; COMMIT; /* ",
  ]) func aCutDumpIsNotWhole(_ text: String) {
    #expect(!scan(text).isComplete)
  }

  @Test func theTableOfAnInsertIsReadInEveryQuoting() {
    #expect(DumpScanner.table(ofInsert: "INSERT INTO users VALUES(1)") == "users")
    #expect(DumpScanner.table(ofInsert: "insert into users(a) VALUES(1)") == "users")
    #expect(DumpScanner.table(ofInsert: "INSERT INTO \"a b\" VALUES(1)") == "a b")
    #expect(DumpScanner.table(ofInsert: "INSERT INTO [a b] VALUES(1)") == "a b")
    #expect(DumpScanner.table(ofInsert: "INSERT INTO `a``b` VALUES(1)") == "a`b")
    #expect(DumpScanner.table(ofInsert: "INSERT INTO \"a") == nil)
    #expect(DumpScanner.table(ofInsert: "INSERT OR IGNORE INTO a VALUES(1)") == nil)
  }
}
