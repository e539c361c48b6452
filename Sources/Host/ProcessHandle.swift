import CKernel
import Glibc

/// One process, held by a pidfd: a signal reaches it or nobody, even when its number has been given to another.
public final class ProcessHandle: Sendable {
  public let pid: Int32
  private let descriptor: Int32

  /// The process that has this number now; `nil` when there is none.
  public init?(pid: Int32) {
    guard pid > 0 else { return nil }
    let descriptor = vigie_pidfd_open(pid)
    guard descriptor >= 0 else { return nil }
    self.pid = pid
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Whether it has ended (a zombie has).
  public var hasEnded: Bool {
    var question = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&question, 1, 0) > 0
  }

  /// Signals it; `false` when it is gone or not ours to signal.
  @discardableResult
  public func signal(_ number: Int32) -> Bool { vigie_pidfd_signal(descriptor, number) == 0 }

  /// Waits for its end, at most so long.
  ///
  /// - Returns: whether it has ended; `false` too when the task was cancelled before.
  public func waitForEnd(withinSeconds limit: Double) async -> Bool {
    let start = ContinuousClock.now
    while !hasEnded {
      guard start.duration(to: .now) < .seconds(limit), (try? await Task.sleep(for: .milliseconds(20))) != nil else {
        return hasEnded
      }
    }
    return true
  }
}
