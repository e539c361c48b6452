import Glibc

/// An open file, closed when it goes out of scope, and not handed on to child processes.
struct Descriptor: ~Copyable, Sendable {
  let number: Int32

  /// Opens `path`; a file that is made can be read by its owner alone.
  init(path: String, _ flags: Int32) throws(RegisterError) {
    let number = open(path, flags | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw RegisterError(errno: errno, path: path) }
    self.number = number
  }

  deinit { close(number) }
}
