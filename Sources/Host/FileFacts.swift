import Glibc

/// What the file system says of a path, links not followed (`lstat(2)`).
public struct FileFacts: Sendable, Hashable {
  /// The kinds that vigie tells apart.
  public enum Kind: String, Sendable, Hashable {
    case file, folder, link, other
  }

  public var kind: Kind
  public var bytes: UInt64
  /// Permission bits, `0o600`.
  public var mode: UInt32
  public var owner: UInt32
  public var group: UInt32
  /// Last change of the content, nanoseconds since the epoch.
  public var modifiedNanoseconds: Int64
  public var device: UInt64
  public var inode: UInt64

  init(_ raw: stat) {
    switch raw.st_mode & S_IFMT {
    case S_IFREG: kind = .file
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .link
    default: kind = .other
    }
    bytes = UInt64(max(0, raw.st_size))
    mode = UInt32(raw.st_mode) & 0o7777
    owner = raw.st_uid
    group = raw.st_gid
    modifiedNanoseconds = Int64(raw.st_mtim.tv_sec) * 1_000_000_000 + Int64(raw.st_mtim.tv_nsec)
    device = UInt64(raw.st_dev)
    inode = UInt64(raw.st_ino)
  }
}
