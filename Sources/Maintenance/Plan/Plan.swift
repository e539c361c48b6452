/// The maintenance plan of one application on one host: the written procedure as data.
public struct Plan: Codable, Sendable, Equatable {
  /// The application's name, shown at the top of every screen.
  public var application: String
  /// The zone in which the plan's times are meant, `Europe/Paris`.
  public var timezone: String
  /// The language of the team; `nil` leaves it to the person's locale.
  public var language: Language?
  /// Whether this is production, which every dangerous dialog says.
  public var production: Bool
  /// The embedded sandbox, not a plan that someone wrote.
  public var isSandbox: Bool
  public var sampling: SamplingPlan
  public var access: AccessPlan
  public var services: [ServicePlan]
  public var databases: [DatabasePlan]
  public var capacity: [CapacityRule]
  public var backups: [BackupPlan]
  /// The folders that the files and configuration legs save.
  public var folders: FolderPlan
  /// How the application is told that it is being worked on.
  public var maintenanceMode: MaintenanceMode?
  /// The order of a restore; `nil`: the standard one.
  public var restore: RestoreProcedure?
  public var rounds: [RoundPlan]
  public var logs: [LogPlan]
  /// What a person reads in the plan and that is not sampled.
  public var handbook: Handbook

  /// A plan with everything off but its name.
  public init(application: String, timezone: String) {
    self.application = application
    self.timezone = timezone
    language = nil
    production = false
    isSandbox = false
    sampling = SamplingPlan()
    access = AccessPlan()
    services = []
    databases = []
    capacity = []
    backups = []
    folders = FolderPlan()
    rounds = []
    logs = []
    handbook = Handbook()
  }
}
