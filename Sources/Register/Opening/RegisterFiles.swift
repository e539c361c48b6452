import Glibc
import Maintenance

/// Where the register's files lie in a state folder.
struct RegisterFiles: Sendable, Equatable {
  /// The state folder, as an absolute path.
  let folder: String

  init(folder: String) {
    var path = folder
    if !path.hasPrefix("/"), let here = getcwd(nil, 0) {
      path = String(cString: here) + "/" + path
      free(here)
    }
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.folder = path
  }

  /// The SQLite database; SQLite puts `-wal` and `-shm` beside it.
  var database: String { folder + "/register.sqlite" }
  /// One line for each row of the audit: what the database said when the row was written.
  var anchors: String { folder + "/register.anchors" }
  /// Held by the process that writes; the kernel lets go of it when that process ends, however it ends.
  var lock: String { folder + "/register.lock" }

  /// Makes the folder when its parent is there, and an empty database file that only its owner can read, from which
  /// SQLite takes the mode of the files beside it.
  func prepare() throws(RegisterError) {
    if mkdir(folder, 0o700) != 0, errno != EEXIST {
      throw RegisterError(errno: errno, path: folder)
    }
    guard access(folder, W_OK | X_OK) == 0 else { throw RegisterError(errno: errno, path: folder) }
    _ = try Descriptor(path: database, O_RDWR | O_CREAT | O_NOFOLLOW)
    guard chmod(database, 0o600) == 0 else { throw RegisterError(errno: errno, path: database) }
  }

  /// Renames the register's files to `register.WHY-MOMENT.…`, and makes that durable. Returns the path of the first
  /// of them that was there.
  func keepAside(why: String, at moment: Timestamp, includingDatabase: Bool = true) throws(RegisterError) -> String {
    let stamp = moment.description.filter { $0 != "-" && $0 != ":" }
    var base = "\(folder)/register.\(why)-\(stamp)"
    var attempt = 1
    while access(base + ".sqlite", F_OK) == 0 || access(base + ".anchors", F_OK) == 0 {
      attempt += 1
      base = "\(folder)/register.\(why)-\(stamp)-\(attempt)"
    }
    var moves = [(anchors, base + ".anchors")]
    if includingDatabase {
      moves = ["", "-wal", "-shm"].map { (database + $0, base + ".sqlite" + $0) } + moves
    }
    var first: String?
    for (from, to) in moves where access(from, F_OK) == 0 {
      guard rename(from, to) == 0 else { throw RegisterError(errno: errno, path: from) }
      first = first ?? to
    }
    makeFolderDurable()
    return first ?? base
  }

  /// Makes renames and new files in the folder survive a loss of power.
  func makeFolderDurable() {
    guard let handle = try? Descriptor(path: folder, O_RDONLY | O_DIRECTORY) else { return }
    fsync(handle.number)
  }
}
