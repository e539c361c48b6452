/// How a round stands, and what an answer to a task needs.
public enum RoundRules {
  /// Why an answer is not accepted.
  public enum Objection: Error, Sendable, Equatable {
    /// There is no such task in the round.
    case unknownTask
    /// The evidence does not say that all is well: ticking it needs a reason.
    case reasonAgainstEvidence
    /// A problem, or "not applicable", needs a word.
    case reasonMissing
  }

  /// A round: its tasks, each with what the measurements say now and the last answer given.
  public static func status(
    of plan: RoundPlan, ticks: [Tick], measured: EvidenceRules.Measurements, now: Timestamp, zone: Zone
  ) -> RoundStatus {
    let span = plan.period.round(at: now, in: zone)
    let latest = Dictionary(
      ticks.filter { $0.period == plan.period && $0.round == span.key }.map { ($0.task, $0) },
      uniquingKeysWith: { $0.at < $1.at ? $1 : $0 })
    // The minute is exact enough to show, and a round that only grew older is not a change to send.
    let minute = Timestamp(milliseconds: now.minute * 60_000)
    let tasks = plan.tasks.map { task in
      TaskStatus(
        name: task.name, title: task.title, hint: task.hint, owner: task.owner,
        evidence: EvidenceRules.evidence(
          of: task.evidence, in: measured, at: minute, zone: zone,
          task: task.name, begun: span.begins),
        tick: latest[task.name], runbook: task.runbook)
    }
    return RoundStatus(period: plan.period, round: span.key, ends: span.ends, tasks: tasks)
  }

  /// The tick of an answer, or why it is not accepted. The evidence is what the agent sees now, not what a client says.
  public static func tick(
    _ verdict: TickVerdict, task name: String, in round: RoundStatus, note: String?, by person: Operator, at: Timestamp
  ) throws(Objection) -> Tick {
    guard let task = round.tasks.first(where: { $0.name == name }) else { throw .unknownTask }
    let hasNote = note.map { !$0.allSatisfy(\.isWhitespace) } ?? false
    switch verdict {
    case .done where !hasNote && needsReason(task.evidence): throw .reasonAgainstEvidence
    case .problem where !hasNote, .notApplicable where !hasNote: throw .reasonMissing
    case .done, .problem, .notApplicable, .later: break
    }
    var evidence = task.evidence
    evidence.at = at
    return Tick(
      period: round.period, round: round.round, task: name, verdict: verdict, note: hasNote ? note : nil,
      evidence: evidence, by: person, at: at)
  }

  /// Whether ticking against this evidence needs a reason. A task that nothing measures does not.
  public static func needsReason(_ evidence: Evidence) -> Bool { evidence.source != nil && evidence.severity != .fine }
}
