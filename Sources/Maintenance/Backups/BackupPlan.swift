/// When a leg runs and how long its backups are kept.
public struct BackupPlan: Codable, Sendable, Equatable {
  public var leg: BackupLeg
  /// What starts it; configuration has two triggers.
  public var triggers: [BackupTrigger]
  /// How long a backup is kept.
  public var keepSeconds: Double

  /// Every moment in the half-open stretch at which the calendar starts the leg, in order, each once.
  public func runs(from start: Timestamp, until end: Timestamp, zone: Zone) -> [Timestamp] {
    var moments: Set<Timestamp> = []
    var date = zone.local(start).date.adding(days: -1)
    let last = zone.local(end).date.adding(days: 1)
    while date <= last {
      for trigger in triggers { moments.formUnion(trigger.dueMoments(on: date, zone: zone)) }
      date = date.adding(days: 1)
    }
    return moments.filter { $0 >= start && $0 < end }.sorted()
  }

  /// A leg.
  public init(leg: BackupLeg, triggers: [BackupTrigger], keepSeconds: Double) {
    self.leg = leg
    self.triggers = triggers
    self.keepSeconds = keepSeconds
  }
}
