import GRDB
import Glibc
import Host

/// Makes the sandbox's database.
///
/// Its journal mode is DELETE, not WAL: at rest the whole database is in one file, so that a restore that renames
/// another file over it swaps all of it. In WAL mode a log left beside the old file would be taken for the new one's.
enum SandboxDatabase {
  /// Makes the database as a new file, mode 0600.
  static func make(_ path: String, _ moment: SandboxMoment) throws(SandboxFault) {
    var configuration = Configuration()
    configuration.prepareDatabase { db in
      // Nobody reads it yet: it is made durable as a whole before it is put in place.
      try db.execute(sql: "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY")
    }
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      try queue.write { db in
        try db.execute(sql: SandboxSchema.sql)
        var rows = SandboxRows(moment)
        try rows.insert(into: db)
      }
      try queue.close()
    } catch {
      throw .database(path: path, reason: (error as? DatabaseError)?.message ?? "\(error)")
    }
    guard chmod(path, 0o600) == 0 else { throw .file(FileFault("chmod", path, code: errno)) }
  }
}
