import Host
import Maintenance

/// `store.prune`: deletes from a store the backups whose time is over, by the rules that hold here, and decided by what the
/// store itself has: it must be able to stand alone.
struct PruneStore: Verb {
  static let name = "store.prune"

  func preview(_ context: StepContext) -> [String] {
    guard let place = try? StorePlace(context), let path = place.shownPlace else { return [] }
    return [place.rclone(["purge", path + "/LEG/ID"]).display]
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let place = try StorePlace(context)
    let manifests = try await place.manifests()
    let decisions = PruneStore.decisions(manifests, context)
    let unasked = PruneStore.unasked(decisions, manifests, context)
    var gone: [String] = []
    for decision in decisions {
      context.output.write("\(decision.id): \(context.say(decision.reason.text))\n")
      guard !decision.reason.isKept, let folder = BackupFolder(id: decision.id, backups: context.backups) else {
        continue
      }
      if unasked.contains(where: { $0.leg == folder.leg }) { continue }
      if Task.isCancelled { throw StepFailure("cancelled", exitStatus: Worker.cancelledStatus) }
      let path = try place.path(of: folder)
      // Without its manifest it is no backup any more, whatever is left of it.
      try await context.run(place.rclone(["deletefile", path + "/" + BackupFolder.manifestName], limitSeconds: 600))
      try await context.run(place.rclone(["purge", path], limitSeconds: 3600))
      gone.append(decision.id)
    }
    let kept = Set(decisions.map(\.id)).subtracting(gone)
    let earlier = StoreRecord.read(place.store.name, context.state)?.leftOut ?? []
    try StoreRecord(
      store: place.store.name, ids: kept.sorted(), at: context.now, leftOut: Set(earlier + gone).sorted()
    ).keep(context.state)
    if gone.isEmpty, unasked.isEmpty { return StepOutcome(exitStatus: 0, message: nil) }
    let left = unasked.map { "; " + context.say($0.text) }.joined()
    return StepOutcome(
      exitStatus: 0,
      message: context.say(
        "\(place.store.name) : supprimé \(context.count(gone.count, .backup)), gardé \(kept.count)",
        "\(place.store.name): \(gone.count) deleted, \(kept.count) kept") + left)
  }

  /// What stays of these backups and what may go, oldest first.
  static func decisions(_ manifests: [BackupManifest], _ context: StepContext) -> [RetentionDecision] {
    Retention.decide(
      items(manifests).sorted { ($0.takenAt, $0.id) < ($1.takenAt, $1.id) }, plans: context.plan.backups,
      now: context.now)
  }

  /// The legs of which so many would go that a person is asked, those apart that have gone from here already. They stay until
  /// the prune here has asked.
  private static func unasked(
    _ decisions: [RetentionDecision], _ manifests: [BackupManifest], _ context: StepContext
  ) -> [RetentionSurge] {
    let agreed = Set(PrunedBackups.ids(context.state))
    return Retention.surges(
      decisions.filter { !agreed.contains($0.id) }, of: items(manifests).filter { !agreed.contains($0.id) })
  }

  /// Each was read back when it was copied.
  private static func items(_ manifests: [BackupManifest]) -> [RetentionItem] {
    manifests.map { RetentionItem(BackupFacts(manifest: $0, evidence: .init(verifiedAt: $0.takenAt))) }
  }
}
