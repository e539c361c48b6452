import Glibc
import Host
import Maintenance

/// `restore.folder.extract`: extracts the archives of a backup into empty folders beside what they will replace: for an
/// incremental backup those of the full first. Extracted as incremental archives, so that what was deleted in between is
/// deleted again, which is why the folder must be empty: there `tar` deletes what an archive does not know.
struct ExtractFolder: Verb {
  static let name = "restore.folder.extract"

  func preview(_ context: StepContext) -> [String] {
    guard let folder = try? VerifyBackup.folder(context), let manifest = try? folder.manifest(),
      let restores = try? FolderRestore.all(manifest, context)
    else { return [] }
    return restores.flatMap { restore in
      ExtractFolder.sources(folder, manifest, context).map {
        ExtractFolder.command(restore, $0, into: restore.names.buildPrefix, scope: manifest.leg.scope).display
      }
    }
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    guard let folder = try? VerifyBackup.folder(context), let manifest = try? folder.manifest() else { return [] }
    var lines = BackupPreflight.tools(["tar", "gzip"])
    do throws(StepFailure) {
      for restore in try FolderRestore.all(manifest, context) {
        var live: UInt64 = 0
        if FileSystem.exists(restore.item.path) {
          try? FileSystem.walk(restore.item.path) { live += $1.kind == .file ? $1.bytes : 0 }
        }
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
      // The names are looked at before anything is written.
      for source in sources { _ = try await BackupCheck.archive(source.file(restore.archive), context) }
      do throws(FileFault) {
        try FileSystem.makeFolder(FileSystem.parent(of: restore.item.path))
        try restore.names.removeBuilds()
        guard mkdir(restore.names.build, 0o700) == 0 else { throw FileFault("mkdir", restore.names.build, code: errno) }
      } catch {
        throw StepFailure(error)
      }
      for source in sources {
        try await context.run(
          ExtractFolder.command(restore, source, into: restore.names.build, scope: manifest.leg.scope))
      }
      do throws(FileFault) { try FileSystem.syncTree(restore.names.build) } catch { throw StepFailure(error) }
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

  /// The same, what the backup builds on read through.
  static func soundSources(_ folder: BackupFolder, _ manifest: BackupManifest, _ context: StepContext)
    async throws(StepFailure) -> [BackupFolder]
  {
    let sources = sources(folder, manifest, context)
    for source in sources where source != folder { _ = try await BackupCheck.all(source, context) }
    return sources
  }

  static func command(
    _ restore: FolderRestore, _ folder: BackupFolder, into place: String, scope: RestoreScope
  ) -> Command {
    let archive = "--file=" + folder.file(restore.archive)
    var options = ["--extract", "--gzip", "--preserve-permissions", archive, "-C", place]
    if scope == .files, restore.archive == restore.item.folderArchive {
      options.append("--listed-incremental=/dev/null")
    }
    return Command("tar", options, limitSeconds: 3600)
  }
}
