import Maintenance

/// `restore.folder.prove`: counts what was extracted and holds it against the backup, owner and mode of each file included.
struct ProveFolder: Verb {
  static let name = "restore.folder.prove"

  func preview(_ context: StepContext) -> [String] { [] }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let folder = try VerifyBackup.folder(context)
    let manifest = try folder.manifest()
    var objects = 0
    for restore in try FolderRestore.all(manifest, context) {
      let built = try context.fact(restore.fact)
      objects += try restore.prove(restore.payload(in: built), manifest)
      for source in ExtractFolder.sources(folder, manifest, context) {
        try await restore.compare(source, with: built, top: folder, context)
      }
    }
    return StepOutcome(
      message: context.say("\(objects) objets, comme dans la sauvegarde", "\(objects) objects, as in the backup"))
  }
}
