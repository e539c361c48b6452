import CKernel
import Glibc

/// The same by paths of any bytes.
extension FileSystem {
  /// Whether there is anything at the path.
  public static func exists(_ path: [UInt8]) -> Bool { facts(path) != nil }

  /// What is at a path, links not followed; `nil` when there is nothing, or it cannot be seen.
  public static func facts(_ path: [UInt8]) -> TreeEntry? {
    var raw = stat()
    return lstat(TreeWalk.terminated(path), &raw) == 0 ? TreeEntry(raw, path: path) : nil
  }

  /// The names in a folder, in the order of their bytes.
  public static func names(in path: [UInt8]) throws(FileFault) -> [[UInt8]] {
    let folder = open(TreeWalk.terminated(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw .last("open", text(path)) }
    defer { close(folder) }
    return try names(in: folder, shown: text(path))
  }

  /// Makes a folder that only its owner enters; one that is there is fine.
  public static func makeFolder(_ path: [UInt8]) throws(FileFault) {
    guard mkdir(TreeWalk.terminated(path), 0o700) == 0 || errno == EEXIST && facts(path)?.kind == .folder else {
      throw .last("mkdir", text(path))
    }
  }

  /// Renames within one file system, never over anything (renameat2(2), RENAME_NOREPLACE).
  public static func rename(_ path: [UInt8], to target: [UInt8]) throws(FileFault) {
    guard vigie_rename_new(TreeWalk.terminated(path), TreeWalk.terminated(target)) == 0 else {
      throw .last("rename", text(path) + " → " + text(target))
    }
  }

  /// Removes a folder with everything in it but what is mounted there, or a file; a missing one is fine.
  public static func removeTree(_ path: [UInt8]) throws(FileFault) {
    try removeTree(at: AT_FDCWD, path, shown: text(path))
  }

  /// Removes a folder when it is empty, and says whether it is gone.
  @discardableResult
  public static func removeEmpty(_ path: [UInt8]) -> Bool { rmdir(TreeWalk.terminated(path)) == 0 || errno == ENOENT }

  /// Makes the names in a folder durable.
  public static func syncFolder(_ path: [UInt8]) throws(FileFault) {
    let folder = open(TreeWalk.terminated(path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { throw .last("open", text(path)) }
    defer { close(folder) }
    guard fsync(folder) == 0 else { throw .last("fsync", text(path)) }
  }

  /// Gives a folder an owner, a mode, attributes and a time; what is another's keeps its own unless we are root.
  public static func dress(
    _ path: [UInt8], owner: UInt32, group: UInt32, mode: UInt32, attributes: [TreeEntry.Attribute],
    modified: TreeEntry.Moment
  ) throws(FileFault) {
    let place = TreeWalk.terminated(path)
    let present = facts(path)
    guard geteuid() == 0 || present?.owner == geteuid() else { return }
    if present?.owner != owner || present?.group != group {
      guard lchown(place, owner, group) == 0 else { throw .last("chown", text(path)) }
    }
    guard chmod(place, mode_t(mode)) == 0 else { throw .last("chmod", text(path)) }
    if try FileAttributes.read(at: path) != nil { try FileAttributes.write(attributes, at: path) }
    // UTIME_OMIT leaves the time of the last reading (utimensat(2)).
    let times = [timespec(tv_sec: 0, tv_nsec: 1_073_741_822), modified.timespec]
    guard utimensat(AT_FDCWD, place, times, AT_SYMLINK_NOFOLLOW) == 0 else { throw .last("utimensat", text(path)) }
  }

  private static func text(_ path: [UInt8]) -> String { String(decoding: path, as: UTF8.self) }
}

extension TreeEntry.Moment {
  /// As system calls take it.
  var timespec: Glibc.timespec { Glibc.timespec(tv_sec: Int(seconds), tv_nsec: Int(nanoseconds)) }
}
