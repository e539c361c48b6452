import Testing

@testable import Operations

@Suite struct ServerDumpScannerTests {
  private func scan(_ text: String, pieceBytes: Int = 1000) -> ServerDumpScanner {
    var scanner = ServerDumpScanner()
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      scanner.scan(rest.prefix(pieceBytes))
      rest = rest.dropFirst(pieceBytes)
    }
    return scanner
  }

  /// As mariadb-dump 10.11 writes it, with names and bodies that look like structure.
  private static let dump = #"""
    /*M!999999\- enable the sandbox mode */
    -- MariaDB dump 10.19  Distrib 10.11.19-MariaDB
    --
    /*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;
    -- CHANGE MASTER TO MASTER_LOG_FILE='bin.000007', MASTER_LOG_POS=1094;
    DROP SEQUENCE IF EXISTS `sq`;
    CREATE SEQUENCE `sq` start with 5 minvalue 1 ENGINE=InnoDB;
    DO SETVAL(`sq`, 3005, 0);
    CREATE TABLE `we``ird ( x; '` (
      `a` int DEFAULT nextval(`shop`.`sq`) COMMENT 'CREATE TABLE; -- it''s',
      `co``l (` text
    );
    INSERT INTO `we``ird ( x; '` VALUES
    (1,'x;(y)\\'),
    (2,'it\'s; -- ('),
    (3,'`'),(4,NULL);
    INSERT INTO `hidden` (`a`, `b)`) VALUES (1,0x563B27);
    INSERT INTO `(table)` VALUES (1);
    DELIMITER ;;
    /*!50003 CREATE*/ /*!50017 DEFINER=`shop`@`%`*/ /*!50003 trigger bi /* it's; ;; */ before insert on t for each row begin
    set new.x='
    DELIMITER ;
    -- Dump completed'; -- don't
    # ; it's ;;
    end */;;
    DELIMITER ;
    /*!50003 SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES' */ ;
    DELIMITER ;;
    CREATE DEFINER="x@y"@"localhost" PACKAGE BODY "pk" as x varchar(9) := 'c:\'; end ;;
    CREATE DEFINER=`role` PROCEDURE `create table`()
    select 1 ;;
    DELIMITER ;
    /*!50003 SET sql_mode = @saved_sql_mode */ ;
    /*!50001 CREATE VIEW `v` AS SELECT
     NULL AS `id` */;
    /*!50001 CREATE TABLE `older` (`id` int) */;
    /*!50106 CREATE*/ /*!50117 DEFINER=`root`@`localhost`*/ /*!50106 EVENT `ev` ON SCHEDULE EVERY 1 DAY DO select 1 */ ;
    /*!50003 SET time_zone = 'Europe/Paris' */ ;
    /*!50001 CREATE ALGORITHM=UNDEFINED */
    /*!50013 DEFINER=`nobody`@`%` SQL SECURITY DEFINER */
    /*!50001 VIEW `v` AS select `x`.`a` AS `a` from (`b`.`t` `x` join `c`.`u`) where 'o\'' = `c`.`u`.`n` */;
    -- Dump completed on 2026-11-30  4:34:53

    """#

  @Test(arguments: [1, 2, 3, 7, 64, 100_000]) func objectsAreToldByWhatTheyAreWhateverThePieces(_ pieceBytes: Int) {
    let scanner = scan(Self.dump, pieceBytes: pieceBytes)
    #expect(scanner.refusal == nil && scanner.isComplete)
    #expect(scanner.rows == ["we`ird ( x; '": 4, "hidden": 1, "`(table)": 1])
    var objects = ServerObjects()
    (objects.tables, objects.views, objects.triggers, objects.routines, objects.events) = (1, 1, 1, 2, 1)
    objects.sequences = 1
    #expect(scanner.objects == objects)
    #expect(scanner.position?.file == "bin.000007" && scanner.position?.place == 1094)
    #expect(scanner.timeZones == ["Europe/Paris"])
    #expect(
      scanner.definers.map(\.name).sorted() == ["nobody@%", "role", "root@localhost", "shop@%", "x@y@localhost"])
    #expect(scanner.digests == scan(Self.dump, pieceBytes: 5).digests && scanner.digests.count == 3)
    let stubs = SchemaStubs(scanner.readers, schema: "shop").statements
    #expect(
      stubs == [
        "CREATE DATABASE IF NOT EXISTS `b`", "CREATE TABLE IF NOT EXISTS `b`.`t` (`a` TEXT)",
        "CREATE DATABASE IF NOT EXISTS `c`", "CREATE TABLE IF NOT EXISTS `c`.`u` (`n` TEXT)",
      ])
  }

  /// The digest is that of the text of the rows, as backups of earlier versions have it.
  @Test func theDigestOfRowsIsThatOfTheirText() {
    let text = "INSERT INTO `t` VALUES\n(1,'a\\'b'),\n(2,NULL);\n-- Dump completed\n"
    #expect(scan(text).digests == ["t": "38c5acb55d4afe77ade2459cf2697757307e32cacc1ab0f368b9cfa0cf9a0f96"])
    #expect(scan(text).digests == scan(text.replacing(",\n", with: ",")).digests)
    #expect(scan(text).digests != scan(text.replacing("NULL", with: "3")).digests)
  }

  @Test(arguments: [
    "USE `other`;", "use other\n;", "CREATE DATABASE x;", "/*!40000 DROP DATABASE IF EXISTS `x`*/;",
    "GRANT ALL ON *.* TO x;",
    "CREATE USER x;", "DROP USER x;", "INSERT INTO `other`.`t` VALUES (1);", "CREATE TABLE `other`.`t` (`a` int);",
    "CREATE TABLE IF NOT EXISTS `other`.`t` (`a` int);", "SET GLOBAL read_only=1;", "SET PASSWORD='x';",
    "SET @x=1, GLOBAL y=2;", "DELETE FROM t;", "LOAD DATA INFILE 'x' INTO TABLE t;", "/* x */ RENAME TABLE a TO b.a;",
    "system rm;", "\\! rm;", "source x;", "DELIMITER //\n", "CALL p();", "ALTER USER x;", "INSTALL SONAME 'x';",
  ]) func whatADumpNeverHoldsIsRefused(_ statement: String) {
    #expect(scan("SET NAMES utf8mb4;\n\(statement)\nSELECT 1;\n-- Dump completed\n").refusal != nil)
    #expect(scan("SET NAMES utf8mb4;\n\(statement)\n-- Dump completed\n").refusal != nil)
  }

  @Test(arguments: [
    "", "CREATE TABLE `t` (`a` int);\n", "-- Dump completed\nCREATE TABLE `t` (`a` int);\n",
    "-- Dump completed\nINSERT",
    "INSERT INTO `t` VALUES ('\n-- Dump completed\n", "CREATE TABLE `t` (`a` int\n-- Dump completed\n",
    "DELIMITER ;;\nCREATE PROCEDURE p() select 1;\n-- Dump completed\n",
  ]) func aCutDumpIsNotWhole(_ text: String) {
    #expect(!scan(text).isComplete)
  }

  @Test func theHeadLetsInvalidDatesThroughAndKeepsItsLength() {
    let head =
      "-- MariaDB dump\n-- ------------------------------------------------------\n-- Server version\n"
      + "/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;\n"
    let widened = DumpHead.widened(Array(head.utf8)).map { String(decoding: $0, as: UTF8.self) }
    #expect(widened?.utf8.count == head.utf8.count)
    #expect(widened?.contains("SQL_MODE='NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES,NO_DIR_IN_CREATE' */;") == true)
    #expect(scan(widened ?? "USE x;").refusal == nil)
    #expect(DumpHead.widened(Array("CREATE TABLE".utf8)) == nil)
  }

  @Test func definersAreFoundInTheBytesOfALog() {
    let bytes = Array(
      "\u{1}\u{2}CREATE DEFINER=`a``b`@`%` VIEW x; create definer = 'c'@'d' trigger; DEFINER=`r` DEFINER".utf8)
    #expect(DefinerScan.find(bytes).map(\.name).sorted() == ["a`b@%", "c@d", "r"])
  }
}
