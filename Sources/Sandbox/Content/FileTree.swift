import Glibc
import Host

/// Something to be made in a folder.
enum FileTree {
  /// A file, by its path below the folder.
  case bytes(String, [UInt8], mode: UInt32)
  /// A folder with nothing in it.
  case emptyFolder(String)
  /// A symbolic link, and what it says.
  case link(String, to: String)

  /// A text file.
  static func file(_ path: String, _ text: String, mode: UInt32 = 0o600) -> FileTree {
    .bytes(path, Array(text.utf8), mode: mode)
  }

  /// Makes a folder and everything in it, closed to others. It is not made durable.
  static func make(_ folder: String, _ contents: [FileTree]) throws(FileFault) {
    try FileSystem.makeFolder(folder)
    for item in contents {
      switch item {
      case .bytes(let name, let bytes, let mode): try write(folder + "/" + name, bytes, mode)
      case .emptyFolder(let name): try FileSystem.makeFolder(folder + "/" + name)
      case .link(let name, let target):
        let path = folder + "/" + name
        try FileSystem.makeFolder(FileSystem.parent(of: path))
        guard symlink(target, path) == 0 else { throw FileFault("symlink", path, code: errno) }
      }
    }
  }

  private static func write(_ path: String, _ bytes: [UInt8], _ mode: UInt32) throws(FileFault) {
    try FileSystem.makeFolder(FileSystem.parent(of: path))
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw FileFault("open", path, code: errno) }
    defer { close(file) }
    try FileSystem.write(file, bytes, path: path)
    // The mode as it is wanted, whatever the umask.
    guard fchmod(file, mode_t(mode)) == 0 else { throw FileFault("fchmod", path, code: errno) }
    // Sends the content on its way to the disk, ahead of the names and the marker that will be made durable.
    posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED)
  }
}
