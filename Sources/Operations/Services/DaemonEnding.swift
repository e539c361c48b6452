import Synchronization

/// The status with which a program that was started ended, once it has.
final class DaemonEnding: Sendable {
  private let value = Mutex<Int32?>(nil)

  /// `nil` while it runs.
  var status: Int32? { value.withLock { $0 } }

  func set(_ status: Int32) { value.withLock { $0 = status } }
}
