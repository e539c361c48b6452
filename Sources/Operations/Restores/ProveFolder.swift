import Maintenance

/// `restore.folder.prove`: holds what was extracted against the backup: every name, kind, mode, owner, time, attribute, content.
struct ProveFolder: Verb {
  static let name = "restore.folder.prove"

  func preview(_ context: StepContext) -> [String] { [] }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let folder = try VerifyBackup.folder(context)
    let manifest = try folder.manifest()
    var objects = 0
    var facts: [String: String] = [:]
    for restore in try FolderRestore.all(manifest, context) {
      let built = FolderRestore.tree(in: try context.fact(restore.fact))
      let proof = try await restore.prove(built, folder, manifest, context)
      objects += proof.objects
      facts[restore.proofFact] = proof.identity
      let volumes = try VolumeBuild(restore, built: try context.fact(restore.fact))
      if !volumes.places.exchanged.isEmpty, let index = try await restore.wanted(folder, context) {
        try volumes.prove(index, context)
      }
    }
    return StepOutcome(
      message: context.count(objects, .object) + context.say(", comme dans la sauvegarde", ", as in the backup"),
      facts: facts)
  }
}
