import Host
import Maintenance
import Operations

extension Engine {
  /// Starts the legs that are due. Only an agent that stays keeps the calendar: one that ends with its last client would
  /// run a night's backups at whatever moment somebody looks.
  func runCalendar() async {
    guard configuration.unusedSeconds == nil, hasAttached else { return }
    let moment = now
    for plan in configuration.plan.backups where schedule(plan).isDue(at: moment, zone: configuration.zone) {
      _ = await start(
        .backup(leg: plan.leg), confirmation: nil, reason: "calendar", person: .agent, role: .operator)
    }
    await copyToStores()
    await readAgain(at: moment)
    await report(at: moment)
  }

  /// Writes the day's report of the backups at the plan's hour; one that was missed is caught up once.
  private func report(at moment: Timestamp) async {
    guard let minute = configuration.plan.handbook.statusReport?.minute,
      let due = BackupTrigger.daily(minute: minute).lastDue(before: moment, zone: configuration.zone),
      due >= calendarSince, StatusReports.latest(configuration.state).map({ $0 < due }) ?? true,
      !fold.operations.contains(where: { $0.request == .reportBackups && $0.startedAt >= due })
    else { return }
    _ = await start(.reportBackups, confirmation: nil, reason: "calendar", person: .agent, role: .operator)
  }

  /// Reads one backup a day through again: the one that has longest not been read, when that is a week or more. A disk that
  /// forgets is noticed before its backup is needed.
  private func readAgain(at moment: Timestamp) async {
    let checks = fold.operations.filter { if case .verify = $0.request { $0.by == .agent } else { false } }
    if let last = checks.map(\.startedAt).max(), moment.seconds(since: last) < 86_400 { return }
    let old = fold.backups.flatMap { $0.backups.value ?? [] }.filter { backup in
      backup.fault == nil && moment.seconds(since: backup.verifiedAt ?? backup.takenAt) >= 7 * 86_400
    }
    guard let oldest = old.min(by: { ($0.verifiedAt ?? $0.takenAt) < ($1.verifiedAt ?? $1.takenAt) }) else { return }
    _ = await start(.verify(backup: oldest.id), confirmation: nil, reason: "calendar", person: .agent, role: .operator)
  }

  /// The calendar of a leg as it stands.
  func schedule(_ plan: BackupPlan) -> BackupSchedule {
    let status = fold.backups.first { $0.leg == plan.leg }
    let made = (status?.backups.value ?? []).filter { !$0.isSafetyCopy }.prefix(3).map {
      BackupSchedule.Attempt(at: $0.takenAt)
    }
    let tried = fold.operations.filter { $0.request == .backup(leg: plan.leg) }.map {
      BackupSchedule.Attempt(
        at: $0.startedAt, hasFailed: $0.state.isOver && $0.state != .done, isRunning: !$0.state.isOver)
    }
    return BackupSchedule(
      plan: plan, since: calendarSince, attempts: made + tried,
      changedSince: plan.leg == .configurationFull ? configurationChangedSince : nil)
  }
}
