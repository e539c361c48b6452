import CKernel
import Glibc

/// A lock on a file that the kernel frees when its holder ends, however it ends: there is never a stale lock. It is held
/// for as long as the value lives.
///
/// It is an open file description lock (fcntl(2)), because whoever only wants to know whether it is held can ask without
/// taking it: a probe that took it, even for an instant, would turn away the one who comes for it in that instant.
public final class FileLock: Sendable {
  public let path: String
  private let file: Int32

  private init(path: String, file: Int32) {
    self.path = path
    self.file = file
  }

  deinit {
    // Freed by name, not only by closing: a child that is between its fork and its exec holds a copy of the descriptor.
    _ = vigie_lock(file, 0)
    close(file)
  }

  /// Takes the lock without waiting, and writes our pid into the file for whoever looks; `nil` when another holds it.
  /// The file stays when the lock is freed: removing it would let two hold it.
  public static func take(_ path: String) throws(FileFault) -> FileLock? {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw .last("open", path) }
    guard vigie_lock(file, 1) == 0 else {
      let reason = errno
      close(file)
      if reason == EAGAIN || reason == EACCES { return nil }
      throw FileFault("fcntl", path, code: reason)
    }
    let lock = FileLock(path: path, file: file)
    ftruncate(file, 0)
    try FileSystem.write(file, Array("\(getpid())\n".utf8), path: path)
    return lock
  }

  /// Whether anyone holds the lock; `false` when the file is not there.
  public static func isHeld(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    return vigie_is_locked(file) == 1
  }

  /// The pid that the holder wrote, when there is a holder.
  public static func holder(_ path: String) -> Int32? {
    guard isHeld(path), let text = try? FileSystem.read(path, limit: 64) else { return nil }
    return Int32(String(decoding: text, as: UTF8.self).prefix { $0.isNumber })
  }
}
