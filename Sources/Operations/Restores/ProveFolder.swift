import Maintenance

/// `restore.folder.prove`: counts what was extracted and holds it against the backup.
struct ProveFolder: Verb {
  static let name = "restore.folder.prove"

  func preview(_ context: StepContext) -> [String] { [] }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let manifest = try VerifyBackup.folder(context).manifest()
    var objects = 0
    for restore in try FolderRestore.all(manifest, context) {
      objects += try restore.prove(restore.payload(in: try context.fact(restore.fact)), manifest)
    }
    return StepOutcome(
      message: context.say("\(objects) objets, comme dans la sauvegarde", "\(objects) objects, as in the backup"))
  }
}
