import Host
import Maintenance

/// `store.archive`: moves what a store has had for long enough into its class for archives, which is cheap and must be thawed
/// before it can be read. Manifests and checksums stay where they can be read at once.
struct ArchiveBackups: Verb {
  static let name = "store.archive"

  func preview(_ context: StepContext) -> [String] {
    guard let place = try? StorePlace(context), let path = place.shownPlace, let tier = place.store.archiveClass else {
      return []
    }
    return [ArchiveBackups.move(place, path + "/LEG/ID", tier).display]
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let place = try StorePlace(context)
    guard let tier = place.store.archiveClass, let age = place.store.archiveAfterSeconds else {
      return StepOutcome(exitStatus: 0, message: nil)
    }
    let now = context.now
    var moved = 0
    for manifest in try await place.manifests() where now.seconds(since: manifest.takenAt) >= age {
      if Task.isCancelled { throw StepFailure("cancelled", exitStatus: Worker.cancelledStatus) }
      guard let folder = BackupFolder(id: manifest.id, backups: context.backups) else { continue }
      let path = try place.path(of: folder)
      guard try await place.tiers(path).contains(where: { $0.tier != tier }) else { continue }
      try await context.run(ArchiveBackups.move(place, path, tier))
      moved += 1
    }
    return StepOutcome(
      exitStatus: 0,
      message: moved == 0
        ? nil
        : context.say("mises en \(tier) : \(moved)", "moved into \(tier): \(moved)"))
  }

  private static func move(_ place: StorePlace, _ path: String, _ tier: String) -> Command {
    place.rclone(StorePlace.readable + ["settier", tier, path], limitSeconds: 3600)
  }
}
