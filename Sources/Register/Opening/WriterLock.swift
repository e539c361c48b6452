import Glibc

/// The right to write the register: a kernel lock that ends with the process.
struct WriterLock: ~Copyable, Sendable {
  private let file: Descriptor

  /// Takes the lock at once, or fails with `locked`.
  init(path: String) throws(RegisterError) {
    let file = try Descriptor(path: path, O_RDWR | O_CREAT | O_NOFOLLOW)
    guard flock(file.number, LOCK_EX | LOCK_NB) == 0 else { throw RegisterError(errno: errno, path: path) }
    self.file = file
  }
}
