import Host
import Maintenance

/// `store.thaw`: asks for what a restore needs and a store has archived, and waits until it can be read: hours, by the class.
/// What is asked for twice is asked for once (S3, RestoreObject).
struct ThawBackups: Verb {
  static let name = "store.thaw"
  /// How often it is looked whether what was asked for has come.
  static let pauseSeconds = 300.0
  /// The argument that says otherwise.
  static let pauseArgument = "pause"

  func preview(_ context: StepContext) -> [String] {
    guard let place = try? StorePlace(context), let path = place.shownPlace else { return [] }
    return [ThawBackups.ask(place, path + "/LEG/ID").display]
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let place = try StorePlace(context)
    var cold: [StorePlace.Item] = []
    for manifest in try await FetchBackups.missing(place, context) {
      guard let folder = BackupFolder(id: manifest.id, backups: context.backups) else { continue }
      let path = try place.path(of: folder)
      let archived = try await place.tiers(path).filter(\.isArchived)
      if archived.isEmpty { continue }
      cold += archived
      try await context.run(ThawBackups.ask(place, path))
    }
    guard !cold.isEmpty else {
      return .skipped(context.say("rien n’est archivé", "nothing is archived"))
    }
    let asked = context.now
    let pause = context.step.arguments[ThawBackups.pauseArgument].flatMap(Double.init) ?? ThawBackups.pauseSeconds
    let count = cold.count
    while let item = cold.first {
      if Task.isCancelled { throw StepFailure("cancelled", exitStatus: Worker.cancelledStatus) }
      if try await isReadable(item, place, context) {
        cold.removeFirst()
        continue
      }
      context.progress(
        Double(count - cold.count) / Double(count),
        context.say("décongélation demandée à \(asked)", "thawing, asked for at \(asked)"))
      try? await Task.sleep(for: .seconds(pause))
    }
    return StepOutcome(
      exitStatus: 0, message: context.say("décongelés : \(count)", "thawed: \(count)"))
  }

  /// Whether a byte of it comes: what is still frozen is refused (S3, InvalidObjectState).
  private func isReadable(_ item: StorePlace.Item, _ place: StorePlace, _ context: StepContext)
    async throws(StepFailure) -> Bool
  {
    let result: CommandResult
    do throws(CommandError) {
      result = try await context.host.commands.run(
        place.rclone(["cat", "--count", "1", item.path], limitSeconds: 120))
    } catch {
      throw StepFailure(error)
    }
    return result.isSuccess
  }

  private static func ask(_ place: StorePlace, _ path: String) -> Command {
    place.rclone(
      StorePlace.readable + ["backend", "restore", path, "-o", "priority=Standard", "-o", "lifetime=7"],
      limitSeconds: 3600)
  }
}
