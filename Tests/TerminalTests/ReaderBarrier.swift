import Glibc
import Testing

/// Keeps every program from beginning to read an SQLite database, as long as it stands: a write lock on the pending byte,
/// which each new reader locks for a moment (https://www.sqlite.org/lockingv3.html, "PENDING"). Those that read already
/// go on.
final class ReaderBarrier {
  private static let pendingByte: off_t = 0x4000_0000
  private var file: Int32

  /// - Throws: when the file cannot be opened, or is locked by another.
  init(_ database: String) throws {
    file = open(database, O_RDWR | O_CLOEXEC)
    try #require(file >= 0, "\(database): \(errno)")
    var lock = flock()
    lock.l_type = Int16(F_WRLCK)
    lock.l_whence = Int16(SEEK_SET)
    lock.l_start = ReaderBarrier.pendingByte
    lock.l_len = 1
    // F_OFD_SETLKW (fcntl.h, 38): of the open file, so that no other test which closes a file takes it away.
    try #require(fcntl(file, 38, &lock) == 0, "\(database): \(errno)")
  }

  func lift() {
    guard file >= 0 else { return }
    close(file)
    file = -1
  }

  deinit { lift() }
}
