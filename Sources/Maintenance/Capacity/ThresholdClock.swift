/// How long a use has been above a limit, with Prometheus' meaning of `for`: inactive, pending, firing; back to inactive
/// with the first sample that is known to be at the limit or under it.
///
/// Only time that was seen counts: the stretch between two samples above the limit, taken one after the other in the same
/// boot and no further apart than ``maxGapSeconds``. It is measured on the monotonic clock, so that a jump of the wall
/// clock neither fires an alert nor silences one. A sample that could not be read, a longer gap, and the time the host
/// or the agent was off are unknown: they hold the state, and count for nothing. The value is stored and read back as it
/// is, so a restarted agent goes on where the last one stopped.
public struct ThresholdClock: Codable, Sendable, Equatable {
  /// The limit that is watched.
  public let threshold: Threshold
  /// How bad it is when this clock fires.
  public let severity: Severity
  /// Two samples further apart than this have an unknown stretch between them.
  public let maxGapSeconds: Double

  /// A sample on the monotonic clock.
  private struct Moment: Codable, Sendable, Equatable {
    var bootSeconds: Double
    var bootID: String
  }

  private var state = AlertState.inactive
  private var overSeconds = 0.0
  private var since: Timestamp?
  private var isHeld = false
  /// The newest sample, when it was known.
  private var lastKnown: Moment?

  /// A clock that has seen nothing yet.
  ///
  /// - Parameter samplingSeconds: the usual time between two samples; gives the longest gap when `maxGapSeconds` does not:
  ///   three periods, at least 10 s.
  public init(
    threshold: Threshold, severity: Severity, samplingSeconds: Double = 2, maxGapSeconds: Double? = nil
  ) {
    self.threshold = threshold
    self.severity = severity
    self.maxGapSeconds = maxGapSeconds ?? max(10, 3 * samplingSeconds)
  }

  /// Takes a sample into account.
  ///
  /// - Parameters:
  ///   - usedPercent: the use in percent; `nil` (or not a number) when it could not be read.
  ///   - at: the wall-clock moment, only kept as ``ClockStatus/since``.
  ///   - bootSeconds: the moment on `CLOCK_BOOTTIME`.
  ///   - bootID: the kernel's id of this boot, `/proc/sys/kernel/random/boot_id`.
  public mutating func observe(usedPercent: Double?, at: Timestamp, bootSeconds: Double, bootID: String) {
    guard let usedPercent, !usedPercent.isNaN else {
      isHeld = true
      lastKnown = nil
      return
    }
    let previous = lastKnown
    isHeld = false
    lastKnown = Moment(bootSeconds: bootSeconds, bootID: bootID)
    guard usedPercent > threshold.percent else {
      enter(.inactive, at: at)
      overSeconds = 0
      return
    }
    if state == .inactive {
      enter(.pending, at: at)
    } else if let previous, previous.bootID == bootID {
      let elapsed = bootSeconds - previous.bootSeconds
      if elapsed > 0, elapsed <= maxGapSeconds { overSeconds += elapsed }
    }
    // Half a millisecond of grace: a sum of many fractions may fall short of the round figure by its rounding.
    if overSeconds + 0.0005 >= threshold.forSeconds { enter(.firing, at: at) }
  }

  /// The clock as the last sample left it.
  public func status() -> ClockStatus {
    ClockStatus(
      threshold: threshold, severity: severity, state: state, overSeconds: overSeconds, since: since, isHeld: isHeld)
  }

  /// The clock as it stands now: held as well when the last sample is older than the longest gap, or of another boot.
  public func status(bootSeconds: Double, bootID: String) -> ClockStatus {
    var status = status()
    if let lastKnown, lastKnown.bootID != bootID || bootSeconds - lastKnown.bootSeconds > maxGapSeconds {
      status.isHeld = true
    }
    return status
  }

  /// What a restarted agent goes on with: the stored clock when it watches the same limit, else this new one.
  public func resuming(_ stored: ThresholdClock?) -> ThresholdClock {
    guard let stored, stored.threshold == threshold, stored.severity == severity else { return self }
    var resumed = self
    resumed.state = stored.state
    resumed.overSeconds = stored.overSeconds
    resumed.since = stored.since
    resumed.isHeld = stored.isHeld
    resumed.lastKnown = stored.lastKnown
    return resumed
  }

  private mutating func enter(_ next: AlertState, at: Timestamp) {
    guard state != next else { return }
    state = next
    since = at
  }
}
