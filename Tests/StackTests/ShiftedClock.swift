import Host
import Synchronization

/// The clocks of the host, the one on the wall so many days off. The days can be changed: time passes.
final class ShiftedClock: HostClock {
  private let clock = SystemClock()
  private let shift: Mutex<Int>

  init(days: Int) { shift = Mutex(days) }

  /// From now on the wall shows so many days more or less than it should.
  func set(days: Int) { shift.withLock { $0 = days } }

  func wallMilliseconds() -> Int64 { clock.wallMilliseconds() + Int64(shift.withLock { $0 }) * 86_400_000 }

  func bootSeconds() -> Double { clock.bootSeconds() }
}
