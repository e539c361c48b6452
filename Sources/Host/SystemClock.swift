import Glibc

/// The kernel's clocks.
public struct SystemClock: HostClock {
  /// The clocks of this machine.
  public init() {}

  public func wallMilliseconds() -> Int64 {
    let time = read(CLOCK_REALTIME)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  public func bootSeconds() -> Double {
    let time = read(CLOCK_BOOTTIME)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
  }

  private func read(_ clock: clockid_t) -> timespec {
    var time = timespec()
    clock_gettime(clock, &time)
    return time
  }
}
