import Glibc
import Host
import Maintenance

/// Lays what was built for a volume within the target onto that volume, where a rename can put it in place.
struct VolumeBuild {
  let restore: FolderRestore
  /// The folder in which the target was built.
  let built: String
  let places: MountedPlaces

  init(_ restore: FolderRestore, built: String) throws(StepFailure) {
    self.restore = restore
    self.built = built
    do throws(FileFault) {
      places = try MountedPlaces(restore.item.path, tree: FolderRestore.tree(in: built))
    } catch {
      throw StepFailure(error)
    }
  }

  /// Where the state of a volume is built.
  private func tree(_ volume: [UInt8]) -> (folder: [UInt8], tree: [UInt8]) {
    let folder = restore.names.built(in: places.place(volume), as: built)
    return (folder, folder + Array("/tree".utf8))
  }

  func run(_ index: TreeIndex?, _ context: StepContext) async throws(StepFailure) {
    guard !restore.isFile else { return }
    if let conflict = places.lines.first(where: { $0.severity == .critical }) {
      throw StepFailure(context.say(conflict.text))
    }
    for volume in places.exchanged {
      let (folder, tree) = tree(volume)
      do throws(FileFault) {
        try FolderClothes.keeping(places.place(volume)) { () throws(FileFault) in
          try FileSystem.removeTree(folder)
          try FileSystem.makeFolder(folder)
          try FileSystem.makeFolder(tree)
        }
      } catch {
        throw StepFailure(error)
      }
      let source = FolderRestore.tree(in: built) + "/" + String(decoding: volume, as: UTF8.self)
      let target = String(decoding: tree, as: UTF8.self)
      let reading = Command(
        "tar",
        ["--create", "--format=posix", "--sparse"] + FolderArchive.options + ["--file=-", "-C", source, "."],
        limitSeconds: 4 * 3600)
      let writing = Command(
        "tar",
        ["--extract", "--preserve-permissions"] + FolderArchive.options
          + ["--warning=no-timestamp", "--file=-", "-C", target],
        limitSeconds: 4 * 3600)
      try await context.run(pipeline: [reading, writing])
      if let index { try FolderBuild.settle(index.below(volume), in: target) }
      do throws(FileFault) { try FileSystem.syncFileSystem(of: target) } catch { throw StepFailure(error) }
    }
  }

  /// Holds what was laid onto each volume against the index.
  func prove(_ index: TreeIndex, _ context: StepContext) throws(StepFailure) {
    for volume in restore.isFile ? [] : places.exchanged {
      let place = String(decoding: tree(volume).tree, as: UTF8.self)
      let first: String?
      do throws(FileFault) { first = try TreeComparison(index.below(volume), with: place).first } catch {
        throw StepFailure(error)
      }
      if let first {
        throw StepFailure("\(place)/\(first): " + context.say("autre que dans la sauvegarde", "not as in the backup"))
      }
    }
  }
}
