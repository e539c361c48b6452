/// Which legs of the backups are to be run now. Pure: from the plan, what has been tried, and the time.
///
/// Each due moment is run once. One that was missed while nobody kept the calendar is caught up by one run, however many
/// were missed. A run that failed is tried again a few times, then left to the person: the alert is raised at the first.
public struct BackupSchedule: Sendable, Equatable {
  /// One try of a leg, whoever ordered it.
  public struct Attempt: Sendable, Equatable {
    public var at: Timestamp
    public var hasFailed: Bool
    public var isRunning: Bool

    /// A try.
    public init(at: Timestamp, hasFailed: Bool = false, isRunning: Bool = false) {
      self.at = at
      self.hasFailed = hasFailed
      self.isRunning = isRunning
    }
  }

  /// How long after a failed run it is tried again, and how often.
  public static let retrySeconds = 600.0
  public static let tries = 3
  /// How far in the future a run may seem to have been and still count.
  public static let aheadSeconds = 7200.0
  /// How long what is saved must have been left alone before a change is saved.
  public static let settleSeconds = 120.0

  /// The leg's plan.
  public var plan: BackupPlan
  /// Since when the calendar of this leg is kept: what was due before was nobody's to run.
  public var since: Timestamp
  public var attempts: [Attempt]
  /// Since when what the leg saves is other than in its newest backup; `nil` when it is the same.
  public var changedSince: Timestamp?

  /// A leg's calendar.
  public init(plan: BackupPlan, since: Timestamp, attempts: [Attempt], changedSince: Timestamp? = nil) {
    self.plan = plan
    self.since = since
    self.attempts = attempts
    self.changedSince = changedSince
  }

  /// Whether the leg is to be run at `now`.
  public func isDue(at now: Timestamp, zone: Zone) -> Bool {
    guard !attempts.contains(where: \.isRunning) else { return false }
    if let due = dueMoment(at: now, zone: zone), isOpen(due, now) { return true }
    guard plan.triggers.contains(.onChange), let changed = changedSince,
      now.seconds(since: changed) >= BackupSchedule.settleSeconds
    else { return false }
    return isOpen(changed, now)
  }

  /// The latest moment at which the leg was due, not before the calendar was kept.
  public func dueMoment(at now: Timestamp, zone: Zone) -> Timestamp? {
    let due = plan.triggers.compactMap { $0.lastDue(before: now, zone: zone) }.max()
    return due.flatMap { $0 >= since ? $0 : nil }
  }

  /// Whether nothing has been made of a moment yet: no run since then that ended well, and tries left.
  private func isOpen(_ due: Timestamp, _ now: Timestamp) -> Bool {
    // A clock that was set back a little makes nothing run twice; one that was far ahead must not stop the calendar.
    let since = attempts.filter { $0.at >= due && $0.at.seconds(since: now) <= BackupSchedule.aheadSeconds }
    guard since.allSatisfy(\.hasFailed), since.count < BackupSchedule.tries else { return false }
    guard let last = since.map(\.at).max() else { return true }
    return now.seconds(since: last) >= BackupSchedule.retrySeconds
  }
}
