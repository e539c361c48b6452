import Glibc
import Host

/// A real small file system on a folder, as long as the value lives. Where it may not be mounted, the test fails: nothing
/// else is a full disk.
final class SmallDisk: Sendable {
  private let path: String

  /// - Parameter keeping: whether what the folder holds is copied onto the disk.
  init(_ path: String, kilobytes: Int, keeping: Bool = false) throws {
    self.path = path
    var kept: [(String, [UInt8])] = []
    if keeping {
      for name in try FileSystem.names(in: path) { kept.append((name, try FileSystem.read(path + "/" + name))) }
    }
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(kilobytes)k,mode=0700") == 0 else {
      throw FileFault("mount", path, code: errno)
    }
    for (name, bytes) in kept { try FileSystem.writeAtomically(path + "/" + name, bytes) }
  }

  deinit { umount2(path, Int32(MNT_DETACH)) }
}
