/// A threshold and its clock, as it stands: how long over, how long until it fires, and why it has not.
public struct ClockStatus: Codable, Sendable, Equatable {
  public var threshold: Threshold
  public var severity: Severity
  public var state: AlertState
  /// How long the use has been seen above the threshold. Time in which nothing could be read does not count, and does
  /// not reset it.
  public var overSeconds: Double
  /// When the present state began.
  public var since: Timestamp?
  /// Whether the last samples could not be read, so that the state is held, not known.
  public var isHeld: Bool

  /// A clock.
  public init(
    threshold: Threshold, severity: Severity, state: AlertState, overSeconds: Double, since: Timestamp?, isHeld: Bool
  ) {
    self.threshold = threshold
    self.severity = severity
    self.state = state
    self.overSeconds = overSeconds
    self.since = since
    self.isHeld = isHeld
  }

  /// How long until it fires if the use stays above; `nil` unless it is pending.
  public var remainingSeconds: Double? {
    state == .pending ? max(0, threshold.forSeconds - overSeconds) : nil
  }
}
