/// The moment at which the clocks of a zone are set.
public struct ZoneTransition: Sendable, Equatable {
  /// Seconds since the epoch.
  public var at: Int64
  public var before, after: ZoneOffset

  /// A change of the clocks.
  public init(at: Int64, before: ZoneOffset, after: ZoneOffset) {
    self.at = at
    self.before = before
    self.after = after
  }

  /// The moment as a ``Timestamp``.
  public var moment: Timestamp { Timestamp(milliseconds: at * 1000) }
}
