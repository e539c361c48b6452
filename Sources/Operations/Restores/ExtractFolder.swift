import Glibc
import Host
import Maintenance

/// `restore.folder.extract`: extracts the archives of a backup into empty folders beside what they will replace.
struct ExtractFolder: Verb {
  static let name = "restore.folder.extract"

  func preview(_ context: StepContext) -> [String] {
    guard let folder = try? VerifyBackup.folder(context), let manifest = try? folder.manifest(),
      let restores = try? FolderRestore.all(manifest, context)
    else { return [] }
    return restores.map { ExtractFolder.command($0, folder, into: $0.names.buildPrefix).display }
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    guard let id = context.facts[BackupReport.fact], let folder = BackupFolder(id: id, backups: context.backups),
      let manifest = try? folder.manifest()
    else { return [] }
    var lines = BackupPreflight.tools(["tar", "gzip"])
    do throws(StepFailure) {
      for restore in try FolderRestore.all(manifest, context) {
        var live: UInt64 = 0
        if FileSystem.exists(restore.item.path) {
          try? FileSystem.walk(restore.item.path) { live += $1.kind == .file ? $1.bytes : 0 }
        }
        let needed = max(live, 3 * manifest.totalBytes) + live
        lines.append(BackupPreflight.space(needed: needed, at: restore.item.path))
      }
    } catch {
      lines.append(Preflight(severity: .critical, text: LocalizedText(error.message)))
    }
    return lines
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let folder = try VerifyBackup.folder(context)
    var facts: [String: String] = [:]
    for restore in try FolderRestore.all(try folder.manifest(), context) {
      // The names are looked at before anything is written.
      _ = try await BackupCheck.archive(folder.file(restore.archive), context)
      do throws(FileFault) {
        try FileSystem.makeFolder(FileSystem.parent(of: restore.item.path))
        try restore.names.removeBuilds()
        guard mkdir(restore.names.build, 0o700) == 0 else { throw FileFault("mkdir", restore.names.build, code: errno) }
      } catch {
        throw StepFailure(error)
      }
      try await context.run(ExtractFolder.command(restore, folder, into: restore.names.build))
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

  private static func command(_ restore: FolderRestore, _ folder: BackupFolder, into place: String) -> Command {
    let archive = "--file=" + folder.file(restore.archive)
    let options = ["--extract", "--gzip", "--preserve-permissions", archive, "-C", place]
    return Command("tar", options, limitSeconds: 3600)
  }
}
