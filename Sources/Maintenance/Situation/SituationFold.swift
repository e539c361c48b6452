/// Folds everything that was read into the one Situation.
public struct SituationFold: Sendable {
  public var plan: Plan
  public var zone: Zone
  public var host: String
  public var vitals = Vitals()
  public var services: [ServiceStatus] = []
  public var capacity: [ResourceStatus] = []
  public var backups: [LegStatus] = []
  public var logs: [LogStatus] = []
  public var ticks: [Tick] = []
  /// Newest first.
  public var operations: [OperationStatus] = []
  public var agent: AgentStatus
  public var ledger = ProblemLedger()
  /// When each kind of drill was last done, `nil` before that was looked up; and since when one may be overdue, `nil` where
  /// nobody keeps the calendar.
  public var drills: (last: [DrillKind: Timestamp]?, since: Timestamp?) = (nil, nil)
  /// When each store was last fed, by name, and since when that is watched; `nil` where nobody keeps the calendar.
  public var stores: (last: [String: Timestamp], since: Timestamp)?

  /// Nothing read yet.
  public init(plan: Plan, zone: Zone, host: String, agent: AgentStatus) {
    self.plan = plan
    self.zone = zone
    self.host = host
    self.agent = agent
  }

  /// The Situation now, and which problems have begun and ended since the last one.
  public mutating func fold(at now: Timestamp) -> (situation: Situation, begun: [Problem], ended: [String]) {
    var problems = services.compactMap(ServiceRules.problem(of:))
    problems += capacity.compactMap(CapacityRules.problem(of:))
    problems += backups.compactMap(BackupRules.problem(of:))
    problems += backups.flatMap(BackupRules.lossProblems(of:))
    problems += vitals.disks.value?.compactMap(Self.unreadable(mount:)) ?? []
    if let last = drills.last, let since = drills.since {
      problems += DrillRules.problems(plan.handbook.drills, last: last, since: since, now: now)
    }
    if let stores {
      problems += StoreRules.problems(plan.handbook.stores, last: stores.last, since: stores.since, now: now)
    }
    let well = services.filter { $0.condition.fresh?.activity == .active }.map(\.name)
    problems += OperationRules.problems(
      of: operations, running: Set(well).subtracting(problems.compactMap(\.service)), now: now)
    if let fault = agent.registerFault {
      problems.append(
        Problem(
          id: "register", subject: .register, severity: .critical, state: .firing, cause: .registerFault(detail: fault))
      )
    }
    let settled = ledger.settle(problems, unread: unread, now: now)
    let measured = EvidenceRules.Measurements(
      services: services, capacity: capacity, backups: backups, logs: logs, problems: settled.problems,
      operations: operations, drills: plan.handbook.drills, lastDrills: drills.last)

    var situation = Situation(application: plan.application, host: host, at: now, agent: agent)
    situation.production = plan.production
    situation.isSandbox = plan.isSandbox
    situation.language = plan.language
    situation.zoneOffsetSeconds = zone.rules.offsetSeconds(at: now)
    let changes = zone.changes(around: now)
    situation.zoneChanges = changes.isEmpty ? nil : changes
    situation.zoneName = zone.name
    situation.vitals = vitals
    situation.services = services
    situation.capacity = capacity
    situation.backups = backups
    situation.logs = logs
    situation.problems = settled.problems
    situation.operations = operations.filter { $0.state == .running } + operations.filter { $0.state != .running }
    situation.rounds = plan.rounds.map {
      RoundRules.status(of: $0, ticks: ticks, measured: measured, now: now, zone: zone)
    }
    return (situation, settled.begun, settled.ended)
  }

  /// The problems that cannot be told yet, because what they are about has not been read since the agent started.
  private var unread: Set<String> {
    var ids: [String] = services.filter { $0.condition == .pending }.map { "service.\($0.name)" }
    ids += capacity.filter { $0.usedPercent == .pending }.map { "capacity.\($0.resource.rawValue)" }
    ids += backups.filter { $0.backups == .pending }.map { "backup.\($0.leg.rawValue)" }
    if vitals.disks == .pending { ids += ledger.entries.keys.filter { $0.hasPrefix("mount.") } }
    return Set(ids)
  }

  /// A mount that does not answer, a hung network file system for example, is never taken for one that is fine.
  private static func unreadable(mount: DiskUsage) -> Problem? {
    let why: Unavailability
    switch mount.space {
    case .known, .pending: return nil
    case .unavailable(let reason): why = reason
    case .stale: why = Unavailability(.timeout, mount.mountPoint)
    }
    return Problem(
      id: "mount.\(mount.mountPoint)", subject: .resource(.disk), severity: .unknown, state: .firing,
      cause: .unreadable(why))
  }
}
