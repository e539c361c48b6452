import Host
import Synchronization

/// A clock that stands still until a test moves it.
public final class ManualClock: HostClock {
  private struct Hands {
    var wall: Int64
    var boot: Double
  }

  private let hands: Mutex<Hands>

  /// A clock that shows `wallMilliseconds` and `bootSeconds`.
  public init(wallMilliseconds: Int64 = 1_795_354_320_000, bootSeconds: Double = 1000) {
    hands = Mutex(Hands(wall: wallMilliseconds, boot: bootSeconds))
  }

  public func wallMilliseconds() -> Int64 { hands.withLock { $0.wall } }
  public func bootSeconds() -> Double { hands.withLock { $0.boot } }

  /// Lets time pass on both clocks.
  public func advance(seconds: Double) {
    hands.withLock {
      $0.wall += Int64(seconds * 1000)
      $0.boot += seconds
    }
  }

  /// Sets the wall clock alone, as an administrator or NTP would.
  public func jump(seconds: Double) { hands.withLock { $0.wall += Int64(seconds * 1000) } }
}
