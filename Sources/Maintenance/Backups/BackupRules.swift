/// How a leg stands, and when it is a problem.
public enum BackupRules {
  /// How long after its time a backup may still come: a tenth of its interval, a quarter of an hour at most.
  public static func graceSeconds(interval: Double) -> Double { min(900, interval / 10) }

  /// A leg, from its plan, its backups (newest first) and its last failed attempt.
  public static func status(
    of plan: BackupPlan, backups: Reading<[BackupSummary]>, lastFailure: OperationFailure?, now: Timestamp, zone: Zone
  ) -> LegStatus {
    let newest = backups.value?.first { $0.fault == nil && $0.isOfRhythm }
    let next = plan.triggers.compactMap { $0.nextDue(after: now, zone: zone) }.min()
    let interval = plan.triggers.compactMap(\.intervalSeconds).min()
    var overdue: Double?
    if let interval, let newest {
      // Counted from the first moment that was missed, not from the latest: three missed nights are three nights late.
      let missed = plan.triggers.compactMap { $0.nextDue(after: newest.takenAt, zone: zone) }.min()
      if let missed, now.seconds(since: missed) > graceSeconds(interval: interval) {
        overdue = now.seconds(since: missed)
      }
    }
    let failure = lastFailure.flatMap { failure in
      newest.map { $0.takenAt < failure.at } ?? true ? failure : nil
    }
    var leg = LegStatus(
      leg: plan.leg, backups: backups, triggers: plan.triggers, nextDue: next, overdueSeconds: overdue,
      lastFailure: failure, severity: .fine)
    leg.severity = problem(of: leg, interval: interval)?.severity ?? (newest == nil ? .unknown : .fine)
    return leg
  }

  /// The stretches of time that can be reached; `nil` when no backup is of a server.
  public static func recovery(fulls: [BackupFacts], archives: [BackupFacts]) -> [RecoverySpan]? {
    let sound = soundFulls(fulls)
    if sound.isEmpty { return nil }
    return RecoveryChain.spans(
      fulls: sound, archives: archives.filter { $0.fault == nil && $0.evidence.fault == nil }.map(\.manifest))
  }

  /// The full backups of a server in which nothing wrong is known.
  private static func soundFulls(_ fulls: [BackupFacts]) -> [BackupManifest] {
    fulls.filter { $0.fault == nil && $0.evidence.fault == nil }.map(\.manifest).filter { $0.server != nil }
  }

  /// A full leg with the stretches of time that can be reached from it, and judged by them too.
  public static func withRecovery(_ leg: LegStatus, fulls: [BackupFacts], archives: [BackupFacts]) -> LegStatus {
    var leg = leg
    leg.recovery = recovery(fulls: fulls, archives: archives)
    let vanished = VanishedTables.find(in: soundFulls(fulls))
    leg.vanished = vanished.isEmpty ? nil : vanished
    if let problem = problem(of: leg) { leg.severity = problem.severity }
    return leg
  }

  /// The problems of tables that are gone: one each, until it is there again or the next full has been made without it.
  public static func lossProblems(of leg: LegStatus) -> [Problem] {
    (leg.lost ?? []).map { loss in
      Problem(
        id: "table.\(loss.table ?? "*")", subject: .backup(leg.leg), severity: .warning, state: .firing,
        cause: .tableLost(table: loss.table, kind: loss.kind, at: loss.at), since: loss.at)
    }
  }

  /// What a store holds of the backups that are here.
  ///
  /// - Parameter leftOut: the ids of those that stay away from it, because their time there is over.
  public static func copies(
    _ store: String, in ids: [String]?, leftOut: [String]? = nil, of facts: [BackupFacts], checkedAt: Timestamp?
  ) -> StoreCopies {
    let known = Set(ids ?? [])
    let wanted = facts.filter { known.contains($0.manifest.id) || leftOut?.contains($0.manifest.id) != true }
    let copied = wanted.filter { known.contains($0.manifest.id) }
    return StoreCopies(
      store: store, copied: copied.count, present: wanted.count, newestAt: copied.map(\.manifest.takenAt).max(),
      checkedAt: checkedAt)
  }

  /// The problem of a leg.
  public static func problem(of leg: LegStatus) -> Problem? {
    problem(of: leg, interval: leg.triggers.compactMap(\.intervalSeconds).min())
  }

  private static func problem(of leg: LegStatus, interval: Double?) -> Problem? {
    switch leg.backups {
    case .pending: return nil
    case .unavailable(let why): return problem(leg, .unknown, .unreadable(why))
    case .stale(_, let since):
      return problem(leg, .unknown, .unreadable(Unavailability(.failed, leg.leg.rawValue)), since: since)
    case .known(let backups, _):
      if let newest = backups.first, let fault = newest.fault {
        return problem(leg, .critical, .backupDamaged(detail: fault), since: newest.takenAt)
      }
      if let failure = leg.lastFailure {
        return problem(leg, .critical, .backupFailed(message: failure.message), since: failure.at)
      }
      let ahead = backups.first { $0.aheadSeconds != nil }.map { backup in
        problem(leg, .warning, .backupAhead(backup: backup.id, takenAt: backup.takenAt))
      }
      if backups.allSatisfy({ !$0.isOfRhythm }) { return ahead ?? problem(leg, .warning, .neverBackedUp) }
      if let overdue = leg.overdueSeconds {
        let severity: Severity = overdue > (interval ?? .infinity) ? .critical : .warning
        return problem(leg, severity, .backupLate(overdueSeconds: overdue))
      }
      // A newer full makes an older hole harmless: all that follows leads on from it.
      if let span = leg.hole, let file = span.hole {
        return problem(leg, .critical, .recoveryHole(file: file, until: span.until), since: span.until)
      }
      return ahead
    }
  }

  private static func problem(
    _ leg: LegStatus, _ severity: Severity, _ cause: Cause, since: Timestamp? = nil
  ) -> Problem {
    Problem(
      id: "backup.\(leg.leg.rawValue)", subject: .backup(leg.leg), severity: severity, state: .firing, cause: cause,
      since: since)
  }
}
