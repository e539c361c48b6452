import Host

/// How much room a folder takes.
enum FolderSize {
  /// The bytes on the disk of all that is below a path, holes not counted; what cannot be seen is left out.
  static func onDisk(_ path: String) -> UInt64 {
    var bytes: UInt64 = 0
    let volumes = try? FolderVolumes(path)
    do throws(FileFault) {
      var walk = try TreeWalk(path) { volumes?.leavesOut($0) ?? false }
      while let entry = try walk.entry() { bytes += entry.diskBytes }
    } catch {
      return bytes
    }
    return bytes
  }
}
