import GRDB
import Glibc

extension RegisterError {
  /// Any error that came out of GRDB or of one of our own closures, as a fault of the register at `path`.
  init(translating error: any Error, path: String) {
    switch error {
    case let error as RegisterError: self = error
    case let error as DatabaseError: self.init(database: error, path: path)
    default: self.init(.damagedRow, path: path, detail: "\(error)")
    }
  }

  private init(database error: DatabaseError, path: String) {
    let detail = "SQLite \(error.extendedResultCode.rawValue): \(error.message ?? "")"
    let kind: Kind =
      switch error.resultCode {
      case .SQLITE_FULL: .diskFull
      case .SQLITE_CORRUPT, .SQLITE_NOTADB: .corrupt
      case .SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_PROTOCOL: .locked
      case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: .unwritableFolder
      case .SQLITE_IOERR: RegisterError.isDiskFull(at: path) ? .diskFull : .inputOutput
      default: .refused
      }
    self.init(kind, path: path, detail: detail)
  }

  /// A fault of the system, by its `errno`.
  init(errno code: Int32, path: String) {
    let kind: Kind =
      switch code {
      case ENOSPC, EDQUOT, EFBIG: .diskFull
      case EACCES, EPERM, EROFS, ENOENT, ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG: .unwritableFolder
      case EWOULDBLOCK: .locked
      default: .inputOutput
      }
    self.init(kind, path: path, detail: String(cString: strerror(code)))
  }

  /// Whether the file system that holds `path` has no room for a few more lines. SQLite reports a full disk as a plain
  /// I/O error when it strikes the shared-memory file. Some file systems count no blocks at all: those are not full.
  static func isDiskFull(at path: String) -> Bool {
    var figures = statvfs()
    guard statvfs(path, &figures) == 0, figures.f_blocks > 0 else { return false }
    // What is free only for root counts only for root.
    let free = geteuid() == 0 ? figures.f_bfree : figures.f_bavail
    return UInt64(free) * UInt64(figures.f_frsize) < 8192
  }
}
