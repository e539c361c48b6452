/// Which backups are kept and which may go, and why. Pure.
///
/// A backup goes only when its time is over *and* something newer that was verified makes it unneeded: a clock alone
/// deletes nothing. The rules, in `docs/ARCHITECTURE.md` in words:
///
/// - Within its leg's time everything is kept.
/// - The newest verified full of each kind is kept, and whatever is newer than it.
/// - One verified full that is older than the leg's time is kept, so that the whole time can be reached.
/// - A full is kept as long as a backup that is kept builds on it.
/// - A log is kept until a verified differential holds its files, or the time of differentials is over.
/// - What builds on a full is kept until something newer of its kind, or a full, was verified.
/// - What is dated in the future was made by a clock that was wrong, or this one is: it is kept, and makes nothing else
///   unneeded.
public enum Retention {
  /// Decides for all backups of one store, every leg together.
  ///
  /// - Parameters:
  ///   - plans: the legs of the plan; backups of a leg that is not in it are kept.
  ///   - now: the moment for which it is decided.
  /// - Returns: a decision for each backup, in the order given.
  public static func decide(_ items: [RetentionItem], plans: [BackupPlan], now: Timestamp) -> [RetentionDecision] {
    let policy = Policy(items: items, plans: plans, now: now)
    let dependants = items.filter { $0.leg.isDependant }.map { RetentionDecision($0.id, policy.dependant($0)) }
    let bases = Set(
      zip(items.filter(\.leg.isDependant), dependants).filter { $1.reason.isKept }.flatMap { policy.bases(of: $0.0) })
    let fulls = items.filter { !$0.leg.isDependant }.map {
      RetentionDecision($0.id, policy.full($0, isBase: bases.contains($0.id)))
    }
    let decided = Dictionary((dependants + fulls).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return items.compactMap { decided[$0.id] }
  }

  /// Whether so much of one leg would go at once that a person is asked first: more than half of its sound backups, and more
  /// than a handful. In the ordinary course they go by ones; many at once are the work of a clock that has jumped, or of a
  /// plan that was mistyped.
  ///
  /// - Returns: what would go of each such leg, and how many sound backups it has.
  public static func surges(_ decisions: [RetentionDecision], of items: [RetentionItem]) -> [RetentionSurge] {
    let going = Set(decisions.filter { !$0.reason.isKept }.map(\.id))
    return BackupLeg.allCases.compactMap { leg in
      let sound = items.filter { $0.leg == leg && !$0.isFaulty }
      let gone = sound.filter { going.contains($0.id) }.map(\.id)
      guard gone.count > RetentionSurge.handful, gone.count * 2 > sound.count else { return nil }
      return RetentionSurge(leg: leg, ids: gone, of: sound.count)
    }
  }

  /// The rules over one state of a store.
  private struct Policy {
    /// Those whose dates can be true: only they speak for or against others.
    let items: [RetentionItem]
    let keep: [BackupLeg: Double]
    let now: Timestamp

    init(items: [RetentionItem], plans: [BackupPlan], now: Timestamp) {
      self.items = items.filter { !BackupTrust.isAhead($0.takenAt, now: now) }
      keep = Dictionary(plans.map { ($0.leg, $0.keepSeconds) }, uniquingKeysWith: { first, _ in first })
      self.now = now
    }

    func full(_ item: RetentionItem, isBase: Bool) -> RetentionReason {
      guard let seconds = keep[item.leg] else { return .unplanned }
      if BackupTrust.isAhead(item.takenAt, now: now) { return .ahead }
      if now.seconds(since: item.takenAt) <= seconds { return .withinTime }
      if isBase { return .base }
      let verified = items.filter { $0.leg == item.leg && $0.isVerified && !$0.isSafetyCopy }
      guard let newest = verified.map(\.takenAt).max() else { return item.isFaulty ? .over : .noneVerified }
      if item.isFaulty { return .over }
      if item.takenAt >= newest { return .newestVerified }
      let older = verified.filter { now.seconds(since: $0.takenAt) > seconds }
      if item.isVerified, !item.isSafetyCopy, item.takenAt == older.map(\.takenAt).max() { return .beforeTime }
      return .over
    }

    func dependant(_ item: RetentionItem) -> RetentionReason {
      guard let seconds = keep[item.leg] else { return .unplanned }
      if BackupTrust.isAhead(item.takenAt, now: now) { return .ahead }
      if now.seconds(since: item.takenAt) <= seconds { return .withinTime }
      if item.isFaulty { return .over }
      if item.leg == .databaseLog, let reason = uncovered(item) { return reason }
      return newerVerified(than: item) ? .over : .newestVerified
    }

    /// Why a log is still needed; `nil` when its files are held elsewhere, or when nobody needs them any more.
    private func uncovered(_ item: RetentionItem) -> RetentionReason? {
      guard let time = keep[.databaseDifferential] else { return nil }
      let isHeld = items.contains { other in
        other.leg == .databaseDifferential && other.isVerified && !item.files.isEmpty
          && other.files.isSuperset(of: item.files)
      }
      return isHeld || now.seconds(since: item.takenAt) > time ? nil : .notCovered
    }

    /// Whether a full of the same kind, or for a log a differential, or one of the same leg, was verified later.
    private func newerVerified(than item: RetentionItem) -> Bool {
      items.contains { other in
        other.isVerified && other.takenAt > item.takenAt && other.leg.scope == item.leg.scope && !other.isSafetyCopy
          && (!other.leg.isDependant || other.leg == item.leg || other.leg == .databaseDifferential)
      }
    }

    /// The fulls that a dependant builds on: the one it names, or for files of the log the newest verified before it.
    func bases(of item: RetentionItem) -> [String] {
      var bases = item.parent.map { [$0] } ?? []
      if item.leg.scope == .database {
        let older = items.filter {
          $0.leg == .databaseFull && $0.isVerified && $0.takenAt <= item.takenAt && !$0.isSafetyCopy
        }
        if let newest = older.max(by: { $0.takenAt < $1.takenAt }) { bases.append(newest.id) }
      }
      return bases
    }
  }
}

extension BackupLeg {
  /// Whether its backups are of no use without a full one.
  public var isDependant: Bool {
    switch self {
    case .databaseFull, .filesFull, .configurationFull: false
    case .databaseDifferential, .databaseLog, .filesIncremental: true
    }
  }
}
