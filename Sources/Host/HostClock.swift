/// The host's clocks.
public protocol HostClock: Sendable {
  /// Wall-clock time in milliseconds since 1970-01-01T00:00:00Z; may jump.
  func wallMilliseconds() -> Int64
  /// Seconds since boot, sleep included; never goes back (`CLOCK_BOOTTIME`).
  func bootSeconds() -> Double
}
