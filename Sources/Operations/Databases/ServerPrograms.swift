import Host
import Maintenance

/// The client programs of a database server, by engine: MariaDB and MySQL name them differently and differ in a few
/// options.
struct ServerPrograms: Sendable, Hashable {
  let engine: DatabasePlan.Engine

  var client: String { engine == .mysql ? "mysql" : "mariadb" }
  var dump: String { engine == .mysql ? "mysqldump" : "mariadb-dump" }
  var binlog: String { engine == .mysql ? "mysqlbinlog" : "mariadb-binlog" }
  var server: String { engine == .mysql ? "mysqld" : "mariadbd" }

  /// The option that makes a dump say where the binary log stood, as a comment.
  var positionOption: String { engine == .mysql ? "--source-data=2" : "--master-data=2" }

  /// What a dump of this engine needs beside the common options. MySQL 8 would put GTIDs and tablespaces into it, which
  /// another server refuses (mysqldump(1)).
  var dumpOptions: [String] { engine == .mysql ? ["--set-gtid-purged=OFF", "--no-tablespaces"] : [] }

  /// The global privilege that `SHOW MASTER STATUS` needs.
  var positionPrivilege: String { engine == .mysql ? "REPLICATION CLIENT" : "BINLOG MONITOR" }
}
