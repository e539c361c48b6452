/// Everything that a person reads in the plan and that is not sampled: how updates are made, who is told, what the
/// runbooks say. It changes only with the plan's file.
public struct Handbook: Codable, Sendable, Hashable {
  public var windows: [MaintenanceWindow]
  public var contacts: [Contact]
  public var channels: [NoticeChannel]
  public var audiences: [Audience]
  public var templates: [MessageTemplate]
  public var updates: [UpdatePolicy]
  /// The runbook by which every update is made.
  public var updateRunbook: String?
  public var runbooks: [Runbook]
  public var stores: [BackupStore]
  public var verification: [VerificationItem]
  public var drills: [RestoreDrill]
  public var logging: LoggingPolicy
  public var rotation: [RotationPolicy]
  public var databaseMaintenance: [DatabaseMaintenance]
  public var scaling: ScalingPlan?
  public var duties: [Duty]

  /// A handbook; without arguments an empty one.
  public init(
    windows: [MaintenanceWindow] = [], contacts: [Contact] = [], channels: [NoticeChannel] = [],
    audiences: [Audience] = [], templates: [MessageTemplate] = [], updates: [UpdatePolicy] = [],
    updateRunbook: String? = nil, runbooks: [Runbook] = [], stores: [BackupStore] = [],
    verification: [VerificationItem] = [], drills: [RestoreDrill] = [], logging: LoggingPolicy = LoggingPolicy(),
    rotation: [RotationPolicy] = [], databaseMaintenance: [DatabaseMaintenance] = [], scaling: ScalingPlan? = nil,
    duties: [Duty] = []
  ) {
    self.windows = windows
    self.contacts = contacts
    self.channels = channels
    self.audiences = audiences
    self.templates = templates
    self.updates = updates
    self.updateRunbook = updateRunbook
    self.runbooks = runbooks
    self.stores = stores
    self.verification = verification
    self.drills = drills
    self.logging = logging
    self.rotation = rotation
    self.databaseMaintenance = databaseMaintenance
    self.scaling = scaling
    self.duties = duties
  }
}
