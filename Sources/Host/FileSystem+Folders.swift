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

  /// Removes a folder with everything in it, or a file; links are removed, not followed. A missing one is fine.
  public static func removeTree(_ path: String) throws(FileFault) {
    guard let facts = facts(path) else { return }
    guard facts.kind == .folder else { return try removeFile(path) }
    if facts.mode & 0o700 != 0o700 { chmod(path, mode_t(facts.mode | 0o700)) }
    for name in try names(in: path) { try removeTree(path + "/" + name) }
    guard rmdir(path) == 0 || errno == ENOENT else { throw .last("rmdir", path) }
  }

  /// Goes through a folder and everything below it, the folder itself first, links not followed. `visit` is given
  /// each path and what it is.
  public static func walk(_ path: String, _ visit: (String, FileFacts) -> Void) throws(FileFault) {
    guard let facts = facts(path) else { throw FileFault("lstat", path, code: ENOENT) }
    visit(path, facts)
    guard facts.kind == .folder else { return }
    for name in try names(in: path) { try walk(path + "/" + name, visit) }
  }

  /// Makes every file and folder below a path durable.
  public static func syncTree(_ path: String) throws(FileFault) {
    guard let facts = facts(path) else { throw FileFault("lstat", path, code: ENOENT) }
    switch facts.kind {
    case .file: try syncFile(path)
    case .folder:
      for name in try names(in: path) { try syncTree(path + "/" + name) }
      try syncFolder(path)
    case .link, .other: break
    }
  }
}
