/// A moment at which the clocks of a zone are set, as it is sent to who has no zone database.
public struct ClockChange: Codable, Sendable, Hashable {
  public var at: Timestamp
  /// Seconds east of UTC before it, and from it on.
  public var before, after: Int

  /// A change of the clocks.
  public init(at: Timestamp, before: Int, after: Int) {
    self.at = at
    self.before = before
    self.after = after
  }
}

extension Zone {
  /// How far around a moment the changes of the clocks are told: backups are kept for years.
  private static let reachSeconds = 5 * 366 * 86_400.0

  /// The changes of the clocks in the years around a moment.
  public func changes(around moment: Timestamp) -> [ClockChange] {
    rules.transitions(
      from: moment.adding(seconds: -Zone.reachSeconds), to: moment.adding(seconds: Zone.reachSeconds)
    ).map { ClockChange(at: $0.moment, before: $0.before.seconds, after: $0.after.seconds) }
  }

  /// A zone as it was told: with these changes, or with one offset where there are none.
  public init(name: String, offsetSeconds: Int, changes: [ClockChange]) {
    self.init(name: name, rules: ZoneRules(changes, otherwise: offsetSeconds))
  }
}

extension Situation {
  /// The plan's zone, in the years around this Situation.
  public var zone: Zone { Zone(name: zoneName ?? "", offsetSeconds: zoneOffsetSeconds, changes: zoneChanges ?? []) }
}
