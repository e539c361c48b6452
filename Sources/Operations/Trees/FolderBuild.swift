import Glibc
import Host
import Maintenance

/// Extracts what a backup holds of one folder or file into an empty folder: for an incremental backup its full first, of which
/// what is gone or saved anew is taken away before the rest is laid over it.
struct FolderBuild {
  let restore: FolderRestore
  /// The backups, the one that others build on first.
  let sources: [BackupFolder]
  let scope: RestoreScope
  /// The folder that is filled.
  let place: String

  /// Each command, as it will be run.
  var commands: [Command] { sources.map { command($0) } }

  func command(_ source: BackupFolder) -> Command {
    var options = ["--extract", "--gzip", "--preserve-permissions"]
    if restore.index != nil {
      options += FolderArchive.options + ["--warning=no-timestamp"]
    } else if scope == .files, restore.archive == restore.item.folderArchive {
      // In earlier versions `tar` itself kept in the archive what was gone.
      options.append("--listed-incremental=/dev/null")
    }
    return Command(
      "tar", options + ["--file=" + source.file(restore.archive), "-C", place], limitSeconds: 3600)
  }

  /// - Parameter index: what it will be then; `nil` for a backup of an earlier version.
  func run(_ index: TreeIndex?, _ context: StepContext) async throws(StepFailure) {
    for (number, source) in sources.enumerated() {
      if number > 0, restore.index != nil { try await clear(for: source, context) }
      try await context.run(command(source))
    }
    if let index { try FolderBuild.settle(index, in: place, only: restore.only) }
    do throws(FileFault) { try FileSystem.syncFileSystem(of: place) } catch { throw StepFailure(error) }
  }

  /// Takes away what the next archive, and not the one before, holds or lacks.
  private func clear(for source: BackupFolder, _ context: StepContext) async throws(StepFailure) {
    let removals = source.file(TreeIndexFile.removals(of: restore.archive))
    let index = try await TreeIndexFile.read(source.file(TreeIndexFile.name(of: restore.archive)), context)
    // Who is not root needs leave to change a folder, which the archive gives it back.
    let saved = geteuid() == 0 ? [] : Set(index.records.filter { !$0.isInherited }.map(\.path))
    do throws(FileFault) {
      if !saved.isEmpty {
        var walk = try TreeWalk(place)
        while let entry = try walk.entry() {
          guard entry.kind == .folder, entry.mode & 0o700 != 0o700, saved.contains(entry.path) else { continue }
          try walk.setMode(entry.mode | 0o700)
        }
      }
    } catch {
      throw StepFailure(error)
    }
    for name in try await TreeIndexFile.unpacked(removals, context).split(separator: 0) {
      guard let path = ArchiveScanner.path(Array(name)), !path.isEmpty else {
        throw StepFailure(
          "\(removals): " + context.say("nom refusé", "name refused") + ": \(ByteName.shown(name))")
      }
      do throws(FileFault) { try FileSystem.removeTree(path, below: place) } catch { throw StepFailure(error) }
    }
  }

  /// Gives everything the mode and the attributes that it had. `tar` gives them as well, but a folder that it makes within one that
  /// is set-group-id stays so; users of access control lists it names, who may have other numbers on this host; and not every
  /// `tar` was built to.
  static func settle(_ index: TreeIndex, in place: String, only: [UInt8]? = nil) throws(StepFailure) {
    let places = index.places()
    do throws(FileFault) {
      var walk = try TreeWalk(place, only: only, readsAttributes: true)
      while let entry = try walk.entry() {
        guard let found = places[entry.path], index.records[found].isSteady else { continue }
        let record = index.records[found]
        let isOtherMode = entry.mode != record.mode && entry.kind == record.kind && entry.kind != .link
        if isOtherMode { try walk.setMode(record.mode) }
        let wanted = record.attributes.filter(TreeComparison.isKept)
        guard isOtherMode || wanted != entry.attributes.filter(TreeComparison.isKept) else { continue }
        try FileAttributes.write(wanted + entry.attributes.filter { !TreeComparison.isKept($0) }, at: walk.place)
      }
    } catch {
      throw StepFailure(error)
    }
  }
}
