/// The whole, at one moment: what every face of vigie renders. Nothing that shows a state computes one of its own.
public struct Situation: Codable, Sendable, Equatable {
  public var application: String
  public var host: String
  public var production: Bool
  public var isSandbox: Bool
  /// The language of the plan.
  public var language: Language?
  /// When it was folded.
  public var at: Timestamp
  /// The offset of the plan's zone from UTC now, in seconds, so that no face needs a zone database.
  public var zoneOffsetSeconds: Int
  /// When its clocks were set and will be, in the years around `at`; `nil` where they never are. Moments of the past and times
  /// that are typed go by these.
  public var zoneChanges: [ClockChange]?
  /// The name of the plan's zone, `Europe/Paris`.
  public var zoneName: String?
  public var vitals: Vitals
  public var services: [ServiceStatus]
  public var capacity: [ResourceStatus]
  public var backups: [LegStatus]
  public var rounds: [RoundStatus]
  /// Every problem once, worst first.
  public var problems: [Problem]
  /// Running operations first, then the latest ones.
  public var operations: [OperationStatus]
  /// What the logs of the plan say.
  public var logs: [LogStatus]
  public var agent: AgentStatus

  /// A situation in which nothing has been read yet.
  public init(application: String, host: String, at: Timestamp, agent: AgentStatus) {
    self.application = application
    self.host = host
    production = false
    isSandbox = false
    language = nil
    self.at = at
    zoneOffsetSeconds = 0
    vitals = Vitals()
    services = []
    capacity = []
    backups = []
    rounds = []
    problems = []
    operations = []
    logs = []
    self.agent = agent
  }

  /// The worst that fires or cannot be told: what `vigie check` answers.
  public var severity: Severity {
    problems.filter { $0.state == .firing }.map(\.severity).max() ?? .fine
  }
}
