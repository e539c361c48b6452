import CKernel
import Glibc

extension FileSystem {
  /// Makes a folder and those above it, closed to others; one that is there is fine.
  public static func makeFolder(_ path: String, mode: UInt32 = 0o700) throws(FileFault) {
    if mkdir(path, mode_t(mode)) == 0 { return }
    if errno == EEXIST {
      var raw = stat()
      guard stat(path, &raw) == 0, raw.st_mode & S_IFMT == S_IFDIR else {
        throw FileFault("mkdir", path, code: ENOTDIR)
      }
      return
    }
    guard errno == ENOENT, path != "/", parent(of: path) != path else { throw .last("mkdir", path) }
    try makeFolder(parent(of: path), mode: mode)
    guard mkdir(path, mode_t(mode)) == 0 || errno == EEXIST else { throw .last("mkdir", path) }
  }

  /// The names in a folder, sorted, without `.` and `..`.
  public static func names(in path: String) throws(FileFault) -> [String] {
    guard let folder = opendir(path) else { throw .last("opendir", path) }
    defer { closedir(folder) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw .last("readdir", path) }
    return names.sorted()
  }

  /// Removes a folder with everything in it, or a file; links are removed, not followed. A missing one is fine. What is
  /// mounted below is not entered: that is a fault (`EXDEV`), and it stays with all that leads to it.
  public static func removeTree(_ path: String) throws(FileFault) {
    try removeTree(at: AT_FDCWD, Array(path.utf8), shown: path)
  }

  /// The same for a path of any bytes below a folder, reached through no link.
  public static func removeTree(_ path: [UInt8], below root: String) throws(FileFault) {
    let shown = root + "/" + String(decoding: path, as: UTF8.self)
    let folder = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    guard folder >= 0 else { throw .last("open", root) }
    defer { close(folder) }
    guard let slash = path.lastIndex(of: 0x2F) else { return try removeTree(at: folder, path, shown: shown) }
    let parent = vigie_open_unmounted(folder, TreeWalk.terminated(Array(path[..<slash])))
    guard parent >= 0 else {
      if errno == ENOENT { return }
      throw .last("open", shown)
    }
    defer { close(parent) }
    try removeTree(at: parent, Array(path[(slash + 1)...]), shown: shown)
  }

  /// The same below an open folder, by a name of any bytes.
  static func removeTree(at parent: Int32, _ name: [UInt8], shown: String) throws(FileFault) {
    let terminated = TreeWalk.terminated(name)
    var raw = stat()
    guard fstatat(parent, terminated, &raw, AT_SYMLINK_NOFOLLOW) == 0 else { return }
    guard raw.st_mode & S_IFMT == S_IFDIR else {
      guard unlinkat(parent, terminated, 0) == 0 || errno == ENOENT else { throw .last("unlink", shown) }
      return
    }
    if raw.st_mode & 0o700 != 0o700 { fchmodat(parent, terminated, raw.st_mode & 0o7777 | 0o700, 0) }
    let isBelow = parent != AT_FDCWD
    var folder = isBelow ? vigie_open_unmounted(parent, terminated) : -1
    if !isBelow || folder < 0 && errno == ENOSYS {
      folder = openat(parent, terminated, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
    }
    guard folder >= 0 else { throw .last("open", shown) }
    do throws(FileFault) {
      defer { close(folder) }
      for name in try names(in: folder, shown: shown) {
        try removeTree(at: folder, name, shown: shown + "/" + String(decoding: name, as: UTF8.self))
      }
    } catch {
      throw error
    }
    guard unlinkat(parent, terminated, AT_REMOVEDIR) == 0 || errno == ENOENT else { throw .last("rmdir", shown) }
  }

  /// The names in an open folder, as bytes, in their order.
  static func names(in folder: Int32, shown: String) throws(FileFault) -> [[UInt8]] {
    let copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard copy >= 0, let stream = fdopendir(copy) else { throw .last("opendir", shown) }
    defer { closedir(stream) }
    var names: [[UInt8]] = []
    while let found = readdir(stream) {
      let name = withUnsafeBytes(of: &found.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Goes through a folder and everything below it, the folder itself first, links not followed. `visit` is given
  /// each path and what it is.
  public static func walk(_ path: String, _ visit: (String, FileFacts) -> Void) throws(FileFault) {
    guard let facts = facts(path) else { throw FileFault("lstat", path, code: ENOENT) }
    visit(path, facts)
    guard facts.kind == .folder else { return }
    for name in try names(in: path) { try walk(path + "/" + name, visit) }
  }

  /// Makes all that was written to the file system of a path durable, at once: for many files far less than one by one.
  public static func syncFileSystem(of path: String) throws(FileFault) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .last("open", path) }
    defer { close(file) }
    guard vigie_sync_file_system(file) == 0 else { throw .last("syncfs", path) }
  }
}
