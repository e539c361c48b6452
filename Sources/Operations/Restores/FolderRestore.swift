import Host
import Maintenance

/// One folder or file of a backup on its way back: what its archive is called, where it is extracted, what it replaces.
struct FolderRestore: Sendable {
  let item: ArchiveItem
  let archive: String
  /// The name of its index; `nil` in a backup of an earlier version.
  let index: String?
  let names: SwapNames

  /// The fact that names the folder in which this item was extracted.
  var fact: String { "built." + item.base }
  /// The fact that names what was proven there: the ``TreeComparison/identity`` of it.
  var proofFact: String { "proven." + item.base }

  var isFile: Bool { archive == item.fileArchive }
  /// The one name that is looked at where a single file lies.
  var only: [UInt8]? { isFile ? Array(FileSystem.name(of: item.path).utf8) : nil }
  /// The folder in which it lies when it is in place: itself, or that of the single file.
  var live: String { isFile ? FileSystem.parent(of: item.path) : item.path }

  /// The folder that is filled, below one that only we enter.
  static func tree(in built: String) -> String { built + "/tree" }

  /// What is swapped in: the folder itself, or the one file in it.
  func payload(in built: String) -> String {
    FolderRestore.tree(in: built) + (isFile ? "/" + FileSystem.name(of: item.path) : "")
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
          item: item, archive: archive, index: item.index(in: manifest),
          names: SwapNames(target: item.path, operation: context.operation)))
    }
    guard !restores.isEmpty else {
      throw StepFailure(context.say("aucun dossier dans le plan", "no folder in the plan"))
    }
    return restores
  }

  /// The index of what comes; `nil` for a backup of an earlier version.
  func wanted(_ folder: BackupFolder, _ context: StepContext) async throws(StepFailure) -> TreeIndex? {
    guard let index else { return nil }
    return try await TreeIndexFile.read(folder.file(index), context)
  }

  /// Holds what lies in a place against the backup: every name, kind, mode, owner, time, attribute and content.
  ///
  /// - Parameters:
  ///   - place: the folder itself, or the one that the single file lies in.
  ///   - isLive: whether it is the place where it is used; what is mounted there and cannot be restored is not looked at.
  ///   - proven: what an earlier proof found; what is untouched since is not read again.
  /// - Returns: how many objects there are, and what tells a later proof that they are the same.
  func prove(
    _ place: String, _ folder: BackupFolder, _ manifest: BackupManifest, isLive: Bool = false, proven: String? = nil,
    _ context: StepContext
  ) async throws(StepFailure) -> (objects: Int, identity: String) {
    guard let wanted = try await wanted(folder, context) else {
      return (try await EarlierArchives(self).prove(place, folder, manifest, context), "")
    }
    var manner = TreeComparison.Manner()
    let first: String?
    do throws(FileFault) {
      let places = isLive ? try MountedPlaces(item.path, index: wanted) : nil
      manner.leavesOut = { SwapNames.isOurs($0) || places?.leavesOut($0) ?? false }
      if let proven {
        manner.readsContent = false
        let quick = try TreeComparison(wanted, with: place, only: only, manner)
        if quick.isEmpty, quick.identity == proven { return (quick.same, proven) }
        manner.readsContent = true
      }
      let comparison = try TreeComparison(wanted, with: place, only: only, manner)
      if comparison.isEmpty, !Task.isCancelled { return (comparison.same, comparison.identity) }
      first = comparison.first
    } catch {
      throw StepFailure(error)
    }
    guard !Task.isCancelled, let first else {
      throw StepFailure("\(place): cancelled", exitStatus: Worker.cancelledStatus)
    }
    throw StepFailure("\(place)/\(first): " + context.say("autre que dans la sauvegarde", "not as in the backup"))
  }
}
