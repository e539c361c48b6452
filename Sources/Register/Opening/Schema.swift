import Crypto
import GRDB

/// The tables of the register and how they came to be.
///
/// All times are milliseconds since the epoch, but in the rollups, where they count minutes and hours: a small integer
/// is a small row.
enum Schema {
  /// Marks the file as ours in the SQLite header (`PRAGMA application_id`): "vigi" in ASCII.
  static let applicationID: Int32 = 0x7669_6769

  /// The migrations, oldest first. One that has been released is never changed.
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1 register") { db in
      try db.execute(sql: "PRAGMA application_id = \(applicationID)")
      for statement in tables + auditGuards.map(\.sql) { try db.execute(sql: statement) }
      try db.execute(sql: "INSERT INTO meta (key, value) VALUES ('register', ?)", arguments: [newIdentity()])
    }
    return migrator
  }

  /// 128 random bits in hexadecimal: two registers are never mistaken for each other.
  private static func newIdentity() -> String {
    SymmetricKey(size: .bits128).withUnsafeBytes { hexadecimal($0) }
  }

  /// What makes the audit and the ticks append-only. `INSERT OR REPLACE` deletes without a delete trigger, hence the
  /// third kind.
  static let auditGuards: [(name: String, sql: String)] = ["audit", "ticks"].flatMap { table in
    [
      ("UPDATE", "", "rows are never changed"), ("DELETE", "", "rows are never deleted"),
      ("INSERT", " WHEN EXISTS (SELECT 1 FROM \(table) WHERE sequence = NEW.sequence)", "rows are never replaced"),
    ].map { verb, condition, why in
      let name = "\(table)_no_\(verb.lowercased())"
      return (
        name,
        "CREATE TRIGGER \(name) BEFORE \(verb) ON \(table)\(condition) BEGIN SELECT RAISE(ABORT, '\(table): \(why)'); END"
      )
    }
  }

  private static let tables = [
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",

    "CREATE TABLE series (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT",
    """
    CREATE TABLE samples_raw (
      series INTEGER NOT NULL, at INTEGER NOT NULL, value REAL, PRIMARY KEY (series, at)
    ) STRICT, WITHOUT ROWID
    """,
    rollup("samples_minute"),
    rollup("samples_hour"),

    "CREATE TABLE clocks (id TEXT PRIMARY KEY, state TEXT NOT NULL, saved_at INTEGER NOT NULL) STRICT, WITHOUT ROWID",

    """
    CREATE TABLE audit (
      sequence INTEGER PRIMARY KEY, at INTEGER NOT NULL, by_name TEXT NOT NULL, by_uid INTEGER NOT NULL,
      acting_as INTEGER, action TEXT NOT NULL, target TEXT NOT NULL, reason TEXT, exit_status INTEGER,
      detail TEXT NOT NULL, hash TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX audit_by_action ON audit (action, sequence)",
    "CREATE INDEX audit_by_target ON audit (target, sequence)",
    "CREATE INDEX audit_by_name ON audit (by_name, sequence)",
    "CREATE INDEX audit_by_moment ON audit (at)",

    """
    CREATE TABLE ticks (
      sequence INTEGER PRIMARY KEY, period TEXT NOT NULL, round TEXT NOT NULL, task TEXT NOT NULL,
      verdict TEXT NOT NULL, note TEXT, evidence TEXT NOT NULL, by_name TEXT NOT NULL, by_uid INTEGER NOT NULL,
      acting_as INTEGER, at INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX ticks_by_round ON ticks (period, round, task, sequence)",

    """
    CREATE TABLE operations (
      id TEXT PRIMARY KEY, state TEXT NOT NULL, procedure TEXT NOT NULL, target TEXT NOT NULL,
      started_at INTEGER NOT NULL, ended_at INTEGER, by_name TEXT NOT NULL, by_uid INTEGER NOT NULL, acting_as INTEGER,
      reason TEXT, exit_status INTEGER, status TEXT NOT NULL, output_bytes INTEGER NOT NULL DEFAULT 0,
      output_dropped INTEGER NOT NULL DEFAULT 0, last_audit INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX operations_by_start ON operations (started_at)",
    "CREATE INDEX operations_by_state ON operations (state, started_at)",
    """
    CREATE TABLE operation_output (
      operation TEXT NOT NULL, part INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (operation, part)
    ) STRICT, WITHOUT ROWID
    """,

    """
    CREATE TABLE acknowledgements (
      problem TEXT PRIMARY KEY, by_name TEXT NOT NULL, by_uid INTEGER NOT NULL, acting_as INTEGER, at INTEGER NOT NULL,
      note TEXT, cleared INTEGER NOT NULL, last_audit INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,

    """
    CREATE TABLE verifications (
      backup TEXT PRIMARY KEY, rung INTEGER NOT NULL, at INTEGER NOT NULL, fault TEXT
    ) STRICT, WITHOUT ROWID
    """,
  ]

  /// `count` readings that were known, `unknown` that were not: a bucket with neither does not exist.
  private static func rollup(_ name: String) -> String {
    """
    CREATE TABLE \(name) (
      series INTEGER NOT NULL, at INTEGER NOT NULL, min REAL, max REAL, sum REAL NOT NULL, count INTEGER NOT NULL,
      unknown INTEGER NOT NULL, PRIMARY KEY (series, at)
    ) STRICT, WITHOUT ROWID
    """
  }
}
