import Host
import Maintenance

/// One folder or file of a backup on its way back: what its archive is called, where it is extracted, what it replaces.
struct FolderRestore: Sendable {
  let item: ArchiveItem
  let archive: String
  let names: SwapNames

  /// The fact that names the folder in which this item was extracted.
  var fact: String { "built." + item.base }

  /// What is swapped in: the folder itself, or the one file in it.
  func payload(in built: String) -> String {
    archive == item.fileArchive ? built + "/" + FileSystem.name(of: item.path) : built
  }

  /// The scope that the step names.
  static func scope(_ context: StepContext) throws(StepFailure) -> RestoreScope {
    let name = try context.argument("scope")
    guard let scope = RestoreScope(rawValue: name) else { throw StepFailure("\(name): not a scope") }
    return scope
  }

  /// Every item of the scope, each with its archive in the backup; one that the backup does not hold is a failure.
  static func all(_ manifest: BackupManifest, _ context: StepContext) throws(StepFailure) -> [FolderRestore] {
    let items = ArchiveItem.of(try scope(context), plan: context.plan)
    var restores: [FolderRestore] = []
    for item in items {
      guard let archive = item.archive(in: manifest) else {
        throw StepFailure(
          context.say("\(manifest.id) ne contient pas \(item.path)", "\(manifest.id) does not hold \(item.path)"))
      }
      restores.append(
        FolderRestore(
          item: item, archive: archive, names: SwapNames(target: item.path, operation: context.operation)))
    }
    guard !restores.isEmpty else {
      throw StepFailure(context.say("aucun dossier dans le plan", "no folder in the plan"))
    }
    return restores
  }

  /// Holds what is below a path against what the manifest counted in the archive.
  func prove(_ path: String, _ manifest: BackupManifest) throws(StepFailure) -> Int {
    var counts: [String: Int] = [:]
    do throws(FileFault) {
      try FileSystem.walk(path) { counts[$1.kind.rawValue, default: 0] += 1 }
    } catch {
      throw StepFailure(error)
    }
    // An incremental archive holds a part; the tree that it completes was counted as a whole.
    if let tree = manifest.contents[ArchiveItem.treeCount] {
      let found = counts.values.reduce(0, +)
      guard found == tree else { throw StepFailure("\(path): \(found), expected \(tree)") }
      return found
    }
    let expected = ArchiveItem.counts(of: archive, in: manifest).filter { $0.value > 0 }
    if let difference = SQLiteDatabase.difference(counts, expected: expected) {
      throw StepFailure("\(path): \(difference)")
    }
    return counts.values.reduce(0, +)
  }

  /// Holds a place against one archive: the content, the owner and the mode of everything that the archive `top`, extracted
  /// last, does not hold as well.
  func compare(_ source: BackupFolder, with place: String, top: BackupFolder, _ context: StepContext)
    async throws(StepFailure)
  {
    let difference = try await FolderDifference.compared(source.file(archive), with: place, context)
    guard source != top else {
      guard let first = (difference.changed + difference.missing).first else { return }
      throw StepFailure(
        "\(place)/\(SafeText.clean(first)): "
          + context.say("autre que dans la sauvegarde", "not as in the backup"))
    }
    // What is missing was deleted since: the count of the tree has told.
    let newer = try await FolderDifference.listed(top.file(archive), context)
    guard let first = difference.changed.first(where: { !newer.contains($0) }) else { return }
    throw StepFailure(
      "\(place)/\(SafeText.clean(first)): " + context.say("autre que dans la sauvegarde", "not as in the backup"))
  }
}
