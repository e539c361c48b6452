/// Judges how far a backup can be trusted, from what was found of it. Pure.
public enum BackupTrust {
  /// A backup smaller than this part of the usual size is not plausible.
  public static let leastPart = 0.5
  /// One that took less than this part of the usual time is not plausible, where the usual time is worth speaking of.
  public static let leastTimePart = 0.1
  public static let leastUsualSeconds = 10.0
  /// How far ahead of this clock another one may be without being wrong.
  public static let aheadSeconds = 300.0

  /// Whether a backup's date cannot be true: it lies in the future.
  public static func isAhead(_ takenAt: Timestamp, now: Timestamp) -> Bool {
    takenAt.seconds(since: now) > aheadSeconds
  }

  /// The catalogue of one leg, newest first, each backup with the rung it has reached; after them what is dated in the
  /// future, which is not the newest of anything.
  ///
  /// - Parameters:
  ///   - plan: the leg's schedule; without one, no backup is too old.
  ///   - now: the moment for which it is judged.
  public static func catalogue(_ found: [BackupFacts], plan: BackupPlan?, now: Timestamp) -> [BackupSummary] {
    let byDate = found.sorted {
      ($0.manifest.takenAt, $0.manifest.id) > ($1.manifest.takenAt, $1.manifest.id)
    }
    let ahead = byDate.filter { isAhead($0.manifest.takenAt, now: now) }
    let newestFirst = byDate.filter { !isAhead($0.manifest.takenAt, now: now) } + ahead
    return newestFirst.indices.map { index in
      let facts = newestFirst[index]
      let older = newestFirst[(index + 1)...].lazy.filter {
        $0.fault == nil && $0.evidence.fault == nil && !isAhead($0.manifest.takenAt, now: now)
      }
      let fault =
        facts.fault ?? facts.evidence.fault ?? implausibility(facts.manifest, older: older.prefix(5).map(\.manifest))
      return BackupSummary(
        id: facts.manifest.id, leg: facts.manifest.leg, takenAt: facts.manifest.takenAt,
        durationSeconds: facts.manifest.durationSeconds, bytes: facts.manifest.totalBytes,
        trust: rung(facts, fault: fault, plan: plan, now: now), verifiedAt: facts.evidence.verifiedAt,
        restoredAt: facts.evidence.restoredAt, fault: fault,
        isSafetyCopy: facts.manifest.remarks.contains(BackupManifest.safetyRemark),
        parent: facts.manifest.parent, contents: BackupContents(facts.manifest),
        aheadSeconds: isAhead(facts.manifest.takenAt, now: now) ? facts.manifest.takenAt.seconds(since: now) : nil,
        origin: facts.manifest.origin)
    }
  }

  /// Each rung holds all below it: a backup that is too old has only the first, however well it was checked.
  private static func rung(_ facts: BackupFacts, fault: String?, plan: BackupPlan?, now: Timestamp) -> TrustRung {
    if facts.fault != nil { return .none }
    if !isFresh(facts.manifest, plan: plan, now: now) { return .exists }
    if fault != nil { return .fresh }
    if facts.evidence.verifiedAt == nil { return .plausible }
    return facts.evidence.restoredAt == nil ? .complete : .restored
  }

  private static func isFresh(_ manifest: BackupManifest, plan: BackupPlan?, now: Timestamp) -> Bool {
    if isAhead(manifest.takenAt, now: now) { return false }
    guard let interval = plan?.triggers.compactMap(\.intervalSeconds).min() else { return true }
    return now.seconds(since: manifest.takenAt) <= interval + BackupRules.graceSeconds(interval: interval)
  }

  private static func implausibility(_ manifest: BackupManifest, older: [BackupManifest]) -> String? {
    if manifest.totalBytes == 0 { return "empty" }
    // A log is as large as what was written in its hour, and so with all that builds on a full.
    if manifest.leg.isDependant { return nil }
    let sizes = older.map(\.totalBytes).sorted()
    guard sizes.count >= 2 else { return nil }
    let usual = sizes[sizes.count / 2]
    if Double(manifest.totalBytes) < Double(usual) * leastPart {
      return "\(manifest.totalBytes) bytes; usual: \(usual)"
    }
    let times = older.map(\.durationSeconds).sorted()
    let usualTime = times[times.count / 2]
    guard usualTime >= leastUsualSeconds, manifest.durationSeconds < usualTime * leastTimePart else { return nil }
    return "\(Int(manifest.durationSeconds.rounded())) s; usual: \(Int(usualTime.rounded())) s"
  }
}
