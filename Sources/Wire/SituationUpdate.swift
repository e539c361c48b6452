import Maintenance

/// What has changed between two Situations, a part at a time: what has not changed is not sent.
public struct SituationUpdate: Codable, Sendable, Equatable {
  /// The whole; only in the first update of a connection.
  public var whole: Situation?
  public var at: Timestamp
  public var zoneOffsetSeconds: Int?
  /// Without its processes when ``keepsProcesses`` says so: they are read more seldom, and are the largest part.
  public var vitals: Vitals?
  public var keepsProcesses: Bool?
  public var services: [ServiceStatus]?
  public var capacity: [ResourceStatus]?
  public var backups: [LegStatus]?
  public var rounds: [RoundStatus]?
  public var problems: [Problem]?
  public var operations: [OperationStatus]?
  public var logs: [LogStatus]?
  public var agent: AgentStatus?

  /// The parts of `new` that differ from `old`; everything when there is no `old`.
  public init(from old: Situation?, to new: Situation) {
    at = new.at
    guard let old else {
      whole = new
      return
    }
    zoneOffsetSeconds = changed(old, new, \.zoneOffsetSeconds)
    vitals = changed(old, new, \.vitals)
    if vitals != nil, old.vitals.processes == new.vitals.processes {
      vitals?.processes = .pending
      keepsProcesses = true
    }
    services = changed(old, new, \.services)
    capacity = changed(old, new, \.capacity)
    backups = changed(old, new, \.backups)
    rounds = changed(old, new, \.rounds)
    problems = changed(old, new, \.problems)
    operations = changed(old, new, \.operations)
    logs = changed(old, new, \.logs)
    agent = changed(old, new, \.agent)
  }

  /// The Situation after this update; `nil` when there is nothing to apply it to.
  public func applied(to old: Situation?) -> Situation? {
    if let whole { return whole }
    guard let old else { return nil }
    var next = old
    next.at = at
    if let zoneOffsetSeconds { next.zoneOffsetSeconds = zoneOffsetSeconds }
    if let vitals { next.vitals = vitals }
    if keepsProcesses == true { next.vitals.processes = old.vitals.processes }
    if let services { next.services = services }
    if let capacity { next.capacity = capacity }
    if let backups { next.backups = backups }
    if let rounds { next.rounds = rounds }
    if let problems { next.problems = problems }
    if let operations { next.operations = operations }
    if let logs { next.logs = logs }
    if let agent { next.agent = agent }
    return next
  }
}

private func changed<Part: Equatable>(_ old: Situation, _ new: Situation, _ part: KeyPath<Situation, Part>) -> Part? {
  old[keyPath: part] == new[keyPath: part] ? nil : new[keyPath: part]
}
