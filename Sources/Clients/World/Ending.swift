import Synchronization

/// The exit status of a program that was started on the side, once it is known.
package final class Ending: Sendable {
  private let status = Mutex<Int32?>(nil)

  package var value: Int32? { status.withLock { $0 } }

  package func set(_ value: Int32) { status.withLock { $0 = value } }
}
