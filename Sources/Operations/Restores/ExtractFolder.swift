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
        lines.append(BackupPreflight.space(needed: needed, at: FileSystem.parent(of: restore.names.build)))
        lines += try ExtractFolder.volumes(restore, try await restore.wanted(folder, context))
      }
    } catch {
      lines.append(Preflight(severity: .critical, text: LocalizedText(error.message)))
    }
    return lines
  }

  /// What is to be said of what is mounted in the target, and of what was when it was saved.
  private static func volumes(_ restore: FolderRestore, _ index: TreeIndex?) throws(StepFailure) -> [Preflight] {
    let places: MountedPlaces
    do throws(FileFault) { places = try MountedPlaces(restore.item.path, index: index) } catch {
      throw StepFailure(error)
    }
    if restore.isFile, places.isRootMounted {
      return [
        .critical(
          "\(restore.item.path) est un fichier monté seul : il ne se remplace pas",
          "\(restore.item.path) is a file mounted by itself: it cannot be replaced")
      ]
    }
    var lines = places.lines
    guard let index else {
      if !places.left.isEmpty {
        lines.append(
          .critical(
            "La sauvegarde est d’une version antérieure : démontez d’abord ce qui est monté là",
            "The backup is of an earlier version: unmount first what is mounted there"))
      }
      return lines
    }
    for volume in places.exchanged {
      lines.append(
        BackupPreflight.space(
          needed: index.bytes(below: volume), at: String(decoding: places.place(volume), as: UTF8.self)))
    }
    for record in index.records where record.isMount && !record.path.isEmpty {
      guard !places.exchanged.contains(record.path), places.left[record.path] == nil else { continue }
      let place = ByteName.shown(places.place(record.path))
      lines.append(
        .warning(
          "\(place) était un volume et n’est pas monté : son contenu viendra sur le disque de \(restore.item.path)",
          "\(place) was a volume and is not mounted: what was in it will come onto the disk of \(restore.item.path)"))
    }
    return lines
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let folder = try VerifyBackup.folder(context)
    let manifest = try folder.manifest()
    let sources = try await ExtractFolder.soundSources(folder, manifest, context)
    var facts: [String: String] = [:]
    for restore in try FolderRestore.all(manifest, context) {
      let index = try await restore.wanted(folder, context)
      // The names are looked at before anything is written; with an index the reading through has done it.
      if restore.index == nil {
        for source in sources { _ = try await BackupCheck.archive(source.file(restore.archive), context) }
      }
      do throws(FileFault) {
        try FileSystem.makeFolder(FileSystem.parent(of: restore.item.path))
        try restore.names.removeBuilds()
        let tree = FolderRestore.tree(in: restore.names.build)
        func make() throws(FileFault) {
          for path in [restore.names.build, tree] where mkdir(path, 0o700) != 0 {
            throw FileFault("mkdir", path, code: errno)
          }
        }
        if restore.names.isWithin {
          try FolderClothes.keeping(Array(restore.item.path.utf8), make)
        } else {
          try make()
        }
      } catch {
        throw StepFailure(error)
      }
      try await FolderBuild(
        restore: restore, sources: sources, scope: manifest.leg.scope,
        place: FolderRestore.tree(in: restore.names.build)
      ).run(index, context)
      try await VolumeBuild(restore, built: restore.names.build).run(index, context)
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
