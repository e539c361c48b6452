/// When a leg runs and how long its backups are kept.
public struct BackupPlan: Codable, Sendable, Equatable {
  public var leg: BackupLeg
  /// What starts it; configuration has two triggers.
  public var triggers: [BackupTrigger]
  /// How long a backup is kept.
  public var keepSeconds: Double

  /// A leg.
  public init(leg: BackupLeg, triggers: [BackupTrigger], keepSeconds: Double) {
    self.leg = leg
    self.triggers = triggers
    self.keepSeconds = keepSeconds
  }
}
