import Synchronization

/// The exit status of a program that was started on the side, once it is known.
final class Ending: Sendable {
  private let status = Mutex<Int32?>(nil)

  var value: Int32? { status.withLock { $0 } }

  func set(_ value: Int32) { status.withLock { $0 = value } }
}
