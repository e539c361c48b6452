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
    var gone: [String] = []
    for decision in decisions {
      context.output.write("\(decision.id): \(context.say(decision.reason.text))\n")
      guard !decision.reason.isKept, let folder = BackupFolder(id: decision.id, backups: context.backups) else {
        continue
      }
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
    if gone.isEmpty { return StepOutcome(exitStatus: 0, message: nil) }
    return StepOutcome(
      exitStatus: 0,
      message: context.say(
        "\(place.store.name) : \(gone.count) supprimées, \(kept.count) gardées",
        "\(place.store.name): \(gone.count) deleted, \(kept.count) kept"))
  }

  /// What stays of these backups and what may go, oldest first. Each was read back when it was copied.
  static func decisions(_ manifests: [BackupManifest], _ context: StepContext) -> [RetentionDecision] {
    let items = manifests.map { RetentionItem(BackupFacts(manifest: $0, evidence: .init(verifiedAt: $0.takenAt))) }
    return Retention.decide(
      items.sorted { ($0.takenAt, $0.id) < ($1.takenAt, $1.id) }, plans: context.plan.backups, now: context.now)
  }
}
