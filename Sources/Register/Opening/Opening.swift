import GRDB
import Glibc

/// Opening the database file: what is checked before the register is trusted.
enum Opening {
  /// How long a statement waits for a lock that another process holds (a `sqlite3` shell, a copy being made).
  static let busySeconds = 5.0

  /// Up to this size the whole structure is checked at each opening (about a tenth of a second); beyond it, only
  /// when the last writer did not close the register. 64 MB.
  static let alwaysCheckedBytes: Int64 = 64 << 20

  static func configuration(readOnly: Bool) -> Configuration {
    var configuration = Configuration()
    configuration.label = "register"
    configuration.readonly = readOnly
    configuration.busyMode = .timeout(busySeconds)
    configuration.foreignKeysEnabled = false
    if !readOnly {
      configuration.prepareDatabase { db in try db.execute(sql: "PRAGMA journal_size_limit = 16777216") }
    }
    return configuration
  }

  /// The database at `files`, checked and migrated. Every commit is on the disk when it returns. A file that is
  /// refused is not written to.
  static func writer(_ files: RegisterFiles) throws(RegisterError) -> DatabasePool {
    do {
      var figures = stat()
      if stat(files.database, &figures) == 0, figures.st_size > 0 { try inspect(files, bytes: Int64(figures.st_size)) }
      let pool = try DatabasePool(path: files.database, configuration: configuration(readOnly: false))
      do {
        // GRDB sets NORMAL when it switches to WAL, after `prepareDatabase` has run: it has to be raised here.
        try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
        try Schema.migrator.migrate(pool)
        try pool.write { db in try Meta.set("clean", "0", db) }
        return pool
      } catch {
        try? pool.close()
        throw error
      }
    } catch {
      throw RegisterError(translating: error, path: files.database)
    }
  }

  private static func inspect(_ files: RegisterFiles, bytes: Int64) throws {
    let queue = try DatabaseQueue(path: files.database, configuration: configuration(readOnly: true))
    defer { try? queue.close() }
    try queue.read { db in
      try checkOwner(db, files)
      try checkStructure(db, files, bytes: bytes)
      if try Schema.migrator.hasBeenSuperseded(db) { throw RegisterError(.newerSchema, path: files.database) }
    }
  }

  /// Refuses a sound database that another program made: nothing of ours is written to it.
  private static func checkOwner(_ db: Database, _ files: RegisterFiles) throws {
    let owner = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
    let tables = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master WHERE name NOT GLOB 'grdb_*'") ?? 0
    guard owner == Schema.applicationID || tables == 0 else { throw RegisterError(.foreign, path: files.database) }
  }

  private static func checkStructure(_ db: Database, _ files: RegisterFiles, bytes: Int64) throws {
    let isClean = try db.tableExists("meta") && Meta.get("clean", db) == "1"
    guard bytes <= alwaysCheckedBytes || !isClean else { return }
    let found = try String.fetchOne(db, sql: "PRAGMA quick_check(1)") ?? "nothing"
    guard found == "ok" else { throw RegisterError(.corrupt, path: files.database, detail: found) }
  }

  /// The database at `files` for reading only: nothing is written, not even to bring it up to date.
  static func reader(_ files: RegisterFiles) throws(RegisterError) -> DatabaseQueue {
    guard access(files.database, F_OK) == 0 else { throw RegisterError(.missing, path: files.database) }
    do {
      let queue = try readQueue(files)
      try queue.read { db in
        let owner = try Int32.fetchOne(db, sql: "PRAGMA application_id") ?? 0
        guard owner == Schema.applicationID else { throw RegisterError(.foreign, path: files.database) }
        let migrator = Schema.migrator
        if try migrator.hasBeenSuperseded(db) { throw RegisterError(.newerSchema, path: files.database) }
        guard try migrator.hasCompletedMigrations(db) else { throw RegisterError(.olderSchema, path: files.database) }
      }
      return queue
    } catch {
      throw RegisterError(translating: error, path: files.database)
    }
  }

  /// SQLite reads a WAL database through a shared-memory file that it must be able to make. Where the folder cannot
  /// be written and no writer has left one, the file is read as it lies; then there is no writer to be missed.
  private static func readQueue(_ files: RegisterFiles) throws -> DatabaseQueue {
    do {
      let queue = try DatabaseQueue(path: files.database, configuration: configuration(readOnly: true))
      _ = try queue.read { db in try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_master") }
      return queue
    } catch let error as DatabaseError where error.resultCode == .SQLITE_CANTOPEN {
      guard access(files.database + "-wal", F_OK) != 0 else { throw error }
      let escaped = files.database.utf8.map { byte in
        isPlain(byte) ? String(UnicodeScalar(byte)) : "%" + hexadecimal([byte])
      }.joined()
      return try DatabaseQueue(path: "file:\(escaped)?immutable=1", configuration: configuration(readOnly: true))
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "/") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      || (byte < 128 && Character(UnicodeScalar(byte)).isLetter) || (48...57).contains(byte)
  }
}
