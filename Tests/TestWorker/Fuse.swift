import Glibc
import Synchronization

/// Kills this process when it has been touched so often.
final class Fuse: Sendable {
  private let left: Mutex<Int?>

  init(length: Int?) { left = Mutex(length) }

  func touch() {
    left.withLock { left in
      guard let count = left else { return }
      if count <= 1 { kill(getpid(), SIGKILL) }
      left = count - 1
    }
  }
}
