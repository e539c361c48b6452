import Host
import Maintenance

/// `restore.folder.check`: holds what is live against the backup it came from, and keeps that as evidence that the backup
/// can be restored.
struct CheckFolder: Verb {
  static let name = "restore.folder.check"

  func preview(_ context: StepContext) -> [String] { [] }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let folder = try VerifyBackup.folder(context)
    let manifest = try folder.manifest()
    var objects = 0
    for restore in try FolderRestore.all(manifest, context) {
      let proof = try await restore.prove(
        restore.live, folder, manifest, isLive: true, proven: context.facts[restore.proofFact], context)
      objects += proof.objects
      // What it was extracted in is empty now.
      try? restore.names.removeBuilds()
    }
    let now = context.now
    try folder.record { $0.restoredAt = now }
    let said = context.count(objects, .object) + context.say(", comme dans la sauvegarde", ", as in the backup")
    return StepOutcome(message: said, facts: [StepStatus.resultFact: said])
  }
}
