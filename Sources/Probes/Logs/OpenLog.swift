import Glibc
import Host

/// A log file held open, so that what was written to it before it was rotated away can still be read.
final class OpenLog: Sendable {
  /// What makes two paths the same file.
  struct Identity: Sendable, Equatable {
    var device, inode: UInt64
  }

  let identity: Identity
  private let descriptor: Int32

  /// Opens a regular file; never waits for the writer of a named pipe.
  init(_ path: String) throws(FileError) {
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw FileError(path: path, code: errno) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      let code = errno
      close(descriptor)
      throw FileError(path: path, code: code)
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw FileError(path: path, code: status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL)
    }
    identity = Identity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }

  deinit { close(descriptor) }

  /// How long it is now.
  func size() -> Int64 {
    var status = stat()
    return fstat(descriptor, &status) == 0 ? Int64(status.st_size) : 0
  }

  /// At most `count` bytes from `offset` on; empty at the end.
  func read(at offset: Int64, count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { room, filled in
      filled = max(0, pread(descriptor, room.baseAddress, count, off_t(offset)))
    }
  }
}
