import Glibc
import Synchronization

/// Whether the process of a server lives, told by the thread that waits for it.
final class ServerProcess: Sendable {
  private let state = Mutex((pid: pid_t(0), isOver: true))

  var hasEnded: Bool { state.withLock { $0.isOver } }

  /// It is about to be started.
  func begin() { state.withLock { $0 = (0, false) } }
  func started(_ pid: pid_t) { state.withLock { $0.pid = pid } }
  func ended() { state.withLock { $0.isOver = true } }

  /// Nothing is sent to a pid that may have become another's.
  func signal(_ number: Int32) {
    state.withLock { if !$0.isOver, $0.pid > 0 { _ = Glibc.kill($0.pid, number) } }
  }
  func kill() { signal(SIGKILL) }
}
