import Synchronization

/// An exit status that is told once.
final class StatusBox: Sendable {
  private let status = Mutex<Int32?>(nil)

  func set(_ value: Int32) { status.withLock { $0 = value } }
  func get() -> Int32? { status.withLock { $0 } }
}
