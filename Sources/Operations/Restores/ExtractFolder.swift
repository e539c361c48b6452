import Glibc
import Host
import Maintenance

/// `restore.folder.extract`: extracts the archives of a backup into empty folders beside what they will replace, each within one
/// that only we enter.
struct ExtractFolder: Verb {
  static let name = "restore.folder.extract"

  func preview(_ context: StepContext) -> [String] {
    guard let folder = try? VerifyBackup.folder(context), let manifest = try? folder.manifest(),
      let restores = try? FolderRestore.all(manifest, context)
    else { return [] }
    return restores.flatMap { restore in
      FolderBuild(
        restore: restore, sources: ExtractFolder.sources(folder, manifest, context), scope: manifest.leg.scope,
        place: FolderRestore.tree(in: restore.names.buildPrefix)
      ).commands.map(\.display)
    }
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    guard let folder = try? VerifyBackup.folder(context), let manifest = try? folder.manifest() else { return [] }
    var lines = BackupPreflight.tools(["tar", "gzip"])
    do throws(StepFailure) {
      for restore in try FolderRestore.all(manifest, context) {
        let live = FolderSize.onDisk(restore.item.path)
        let needed = max(live, 3 * manifest.totalBytes) + live
        lines.append(BackupPreflight.space(needed: needed, at: FileSystem.parent(of: restore.item.path)))
      }
    } catch {
      lines.append(Preflight(severity: .critical, text: LocalizedText(error.message)))
    }
    return lines
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let folder = try VerifyBackup.folder(context)
    let manifest = try folder.manifest()
    let sources = try await ExtractFolder.soundSources(folder, manifest, context)
    var facts: [String: String] = [:]
    for restore in try FolderRestore.all(manifest, context) {
      // The names are looked at before anything is written; with an index the reading through has done it.
      if restore.index == nil {
        for source in sources { _ = try await BackupCheck.archive(source.file(restore.archive), context) }
      }
      do throws(FileFault) {
        try FileSystem.makeFolder(FileSystem.parent(of: restore.item.path))
        try restore.names.removeBuilds()
        let tree = FolderRestore.tree(in: restore.names.build)
        for path in [restore.names.build, tree] where mkdir(path, 0o700) != 0 {
          throw FileFault("mkdir", path, code: errno)
        }
      } catch {
        throw StepFailure(error)
      }
      try await FolderBuild(
        restore: restore, sources: sources, scope: manifest.leg.scope,
        place: FolderRestore.tree(in: restore.names.build)
      ).run(context)
      facts[restore.fact] = restore.names.build
    }
    return StepOutcome(exitStatus: 0, message: facts.values.sorted().joined(separator: ", "), facts: facts)
  }

  func undo(_ context: StepContext) async -> String? {
    guard let scope = try? FolderRestore.scope(context) else { return nil }
    for item in ArchiveItem.of(scope, plan: context.plan) {
      try? SwapNames(target: item.path, operation: context.operation).removeBuilds()
    }
    return nil
  }

  /// The backups that are extracted over each other, in order.
  static func sources(_ folder: BackupFolder, _ manifest: BackupManifest, _ context: StepContext)
    -> [BackupFolder]
  {
    (manifest.parent.flatMap { BackupFolder(id: $0, backups: context.backups) }.map { [$0] } ?? []) + [folder]
  }

  /// The same, what the backup builds on read through, and itself where no step before has done it.
  static func soundSources(_ folder: BackupFolder, _ manifest: BackupManifest, _ context: StepContext)
    async throws(StepFailure) -> [BackupFolder]
  {
    let sources = sources(folder, manifest, context)
    for source in sources where source != folder { _ = try await BackupCheck.all(source, context) }
    return sources
  }
}
