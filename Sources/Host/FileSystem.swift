import Glibc

/// Files and folders by their system calls, every failure named. Everything it opens is closed on exec, so that no
/// child process keeps a file or a lock of ours.
public enum FileSystem {
  /// What is at a path, links not followed; `nil` when there is nothing, or it cannot be seen.
  public static func facts(_ path: String) -> FileFacts? {
    var raw = stat()
    return lstat(path, &raw) == 0 ? FileFacts(raw) : nil
  }

  /// Whether there is anything at the path.
  public static func exists(_ path: String) -> Bool { facts(path) != nil }

  /// The path with every link in it followed; `nil` when it leads nowhere.
  public static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The whole content of a file.
  ///
  /// - Parameter limit: the most bytes that are read; a longer file is a fault (`EFBIG`).
  public static func read(_ path: String, limit: Int = 64 << 20) throws(FileFault) -> [UInt8] {
    let file = try openForReading(path)
    defer { close(file) }
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .last("read", path) }
      if count == 0 { return content }
      guard content.count + count <= limit else { throw FileFault("read", path, code: EFBIG) }
      content.append(contentsOf: buffer[0..<count])
    }
  }

  /// Hands the content of a file on in pieces of at most `pieceBytes`; `body` answers whether to go on.
  public static func readPieces(
    _ path: String, pieceBytes: Int = 1 << 18, _ body: (UnsafeRawBufferPointer) -> Bool
  ) throws(FileFault) {
    let file = try openForReading(path)
    defer { close(file) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceBytes, alignment: 16)
    defer { buffer.deallocate() }
    while true {
      let count = Glibc.read(file, buffer.baseAddress, pieceBytes)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .last("read", path) }
      guard count > 0, body(UnsafeRawBufferPointer(rebasing: buffer[0..<count])) else { return }
    }
  }

  /// Writes a file so that a reader sees the old content or the new one, whatever dies: a temporary file beside it,
  /// made durable, renamed over it, and the folder made durable.
  public static func writeAtomically(_ path: String, _ content: some Collection<UInt8>, mode: UInt32 = 0o600)
    throws(FileFault)
  {
    let temporary = path + ".new-\(getpid())"
    unlink(temporary)
    let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode_t(mode))
    guard file >= 0 else { throw .last("open", temporary) }
    do throws(FileFault) {
      defer { close(file) }
      try write(file, Array(content), path: temporary)
      guard fsync(file) == 0 else { throw .last("fsync", temporary) }
    } catch {
      unlink(temporary)
      throw error
    }
    try rename(temporary, to: path)
    try syncFolder(parent(of: path))
  }

  /// Writes all bytes to an open file.
  public static func write(_ file: Int32, _ bytes: [UInt8], path: String) throws(FileFault) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress?.advanced(by: offset), $0.count - offset) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .last("write", path) }
      offset += count
    }
  }

  /// Renames within one file system; what is at `target` is replaced when it is a file.
  public static func rename(_ path: String, to target: String) throws(FileFault) {
    guard Glibc.rename(path, target) == 0 else { throw .last("rename", path + " → " + target) }
  }

  /// Removes a file; a missing one is fine.
  public static func removeFile(_ path: String) throws(FileFault) {
    guard unlink(path) == 0 || errno == ENOENT else { throw .last("unlink", path) }
  }

  /// Makes the content of a file durable.
  public static func syncFile(_ path: String) throws(FileFault) {
    let file = try openForReading(path)
    defer { close(file) }
    guard fsync(file) == 0 else { throw .last("fsync", path) }
  }

  /// Makes the names in a folder durable.
  public static func syncFolder(_ path: String) throws(FileFault) {
    let folder = open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw .last("open", path) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw .last("fsync", path) }
  }

  /// The folder that a path is in.
  public static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last name of a path.
  public static func name(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return path }
    return String(path[path.index(after: slash)...])
  }

  /// How many bytes an ordinary user may still write on the file system of a path (of its nearest folder that is
  /// there); `nil` when it cannot be told.
  public static func freeBytes(_ path: String) -> UInt64? {
    var place = path
    var raw = statvfs()
    while statvfs(place, &raw) != 0 {
      guard errno == ENOENT, place != "/", place != "." else { return nil }
      place = parent(of: place)
    }
    return UInt64(raw.f_bavail) * UInt64(raw.f_frsize)
  }

  private static func openForReading(_ path: String) throws(FileFault) -> Int32 {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .last("open", path) }
    return file
  }
}
