import Maintenance

/// What has changed between two Situations, a part at a time: what has not changed is not sent. A dashboard decodes one
/// of these every few seconds, so that its length is most of what an idle vigie costs.
public struct SituationUpdate: Codable, Sendable, Equatable {
  /// The whole; in the first update of a connection, and when parts would not do.
  public var whole: Situation?
  public var at: Timestamp
  public var zoneOffsetSeconds: Int?
  public var vitals: VitalsUpdate?
  public var services: ListUpdate<ServiceStatus>?
  public var capacity: CapacityUpdate?
  public var backups: ListUpdate<LegStatus>?
  public var rounds: RoundsUpdate?
  public var problems: [Problem]?
  public var operations: ListUpdate<OperationStatus>?
  public var logs: ListUpdate<LogStatus>?
  public var agent: AgentStatus?

  /// The parts of `new` that differ from `old`; everything when there is no `old`.
  public init(from old: Situation?, to new: Situation) {
    at = new.at
    guard let old else {
      whole = new
      return
    }
    zoneOffsetSeconds = old.zoneOffsetSeconds == new.zoneOffsetSeconds ? nil : new.zoneOffsetSeconds
    vitals = VitalsUpdate(from: old.vitals, to: new.vitals)
    services = ListUpdate(from: old.services, to: new.services)
    capacity = CapacityUpdate(from: old.capacity, to: new.capacity)
    backups = ListUpdate(from: old.backups, to: new.backups)
    rounds = RoundsUpdate(from: old.rounds, to: new.rounds)
    problems = old.problems == new.problems ? nil : new.problems
    operations = ListUpdate(from: old.operations, to: new.operations)
    logs = ListUpdate(from: old.logs, to: new.logs)
    agent = old.agent == new.agent ? nil : new.agent
    // Parts rest on what is true of nearly every sample. What they cannot say is sent whole: nothing is ever shown that
    // the agent does not hold.
    if applied(to: old) != new { self = SituationUpdate(from: nil, to: new) }
  }

  /// The Situation after this update; `nil` when there is nothing to apply it to, or it does not fit.
  public func applied(to old: Situation?) -> Situation? {
    if let whole { return whole }
    guard let old else { return nil }
    var next = old
    next.at = at
    if let zoneOffsetSeconds { next.zoneOffsetSeconds = zoneOffsetSeconds }
    if let vitals {
      guard let after = vitals.applied(to: old.vitals) else { return nil }
      next.vitals = after
    }
    if let services { next.services = services.applied(to: old.services) }
    if let capacity {
      guard let after = capacity.applied(to: old.capacity) else { return nil }
      next.capacity = after
    }
    if let backups { next.backups = backups.applied(to: old.backups) }
    if let rounds { next.rounds = rounds.applied(to: old.rounds) }
    if let problems { next.problems = problems }
    if let operations { next.operations = operations.applied(to: old.operations) }
    if let logs { next.logs = logs.applied(to: old.logs) }
    if let agent { next.agent = agent }
    return next
  }
}
