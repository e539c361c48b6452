import Host
import Maintenance

/// How what is live differs from what an archive holds: by name, without a line of any file. Configuration holds secrets, and
/// what an operation says is kept in the register.
struct FolderDifference: Sendable, Hashable {
  /// Names below the live folder: other content, mode or owner; not there; there, and not in the archive.
  var changed: [String] = []
  var missing: [String] = []
  var surplus: [String] = []

  var isEmpty: Bool { changed.isEmpty && missing.isEmpty && surplus.isEmpty }

  /// Compares what a backup holds of an item with what is in its place; the times of files are left alone: one that was only
  /// touched is the same.
  static func of(_ restore: FolderRestore, in folder: BackupFolder, _ context: StepContext) async throws(StepFailure)
    -> FolderDifference
  {
    guard let index = restore.index else { return try await earlier(restore, folder.file(restore.archive), context) }
    let wanted = try await TreeIndexFile.read(folder.file(index), context)
    let place = FileSystem.resolved(restore.live) ?? restore.live
    guard FileSystem.exists(place) else {
      return FolderDifference(missing: wanted.records.map(\.path).filter { !$0.isEmpty }.map(ByteName.shown))
    }
    do throws(FileFault) {
      let places = try MountedPlaces(restore.item.path, index: wanted)
      let manner = TreeComparison.Manner(comparesTimes: false) { SwapNames.isOurs($0) || places.leavesOut($0) }
      let comparison = try TreeComparison(wanted, with: place, only: restore.only, manner)
      return FolderDifference(
        changed: comparison.changed.map { ByteName.shown($0.path) }, missing: comparison.missing.map(ByteName.shown),
        surplus: comparison.surplus.map(ByteName.shown))
    } catch {
      throw StepFailure(error)
    }
  }

  /// The same for a backup of an earlier version.
  private static func earlier(_ restore: FolderRestore, _ archive: String, _ context: StepContext)
    async throws(StepFailure) -> FolderDifference
  {
    let names = try await EarlierArchives.listed(archive, context)
    guard FileSystem.exists(restore.live) else { return FolderDifference(missing: names.sorted()) }
    var difference = try await EarlierArchives.compared(archive, with: restore.live, context)
    guard !restore.isFile else { return difference }
    do throws(FileFault) {
      var walk = try TreeWalk(restore.live)
      var live: Set<String> = []
      while let entry = try walk.entry() { live.insert(String(decoding: entry.path, as: UTF8.self)) }
      difference.surplus = live.subtracting(names).subtracting([""]).sorted()
    } catch {
      throw StepFailure(error)
    }
    return difference
  }
}
