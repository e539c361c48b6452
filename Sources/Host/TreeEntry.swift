import Glibc

/// One thing in a tree of files, links not followed: all that the kernel keeps of it but its content.
public struct TreeEntry: Sendable, Hashable {
  /// The kinds that inode(7) tells apart, by the letter that find(1) has for each.
  public enum Kind: Character, Sendable, Hashable {
    case file = "f"
    case folder = "d"
    case link = "l"
    case pipe = "p"
    case socket = "s"
    case block = "b"
    case character = "c"
  }

  /// A moment as file systems keep it: seconds since the epoch, before it negative, and the nanoseconds after that second.
  public struct Moment: Sendable, Hashable, Comparable {
    public var seconds: Int64
    public var nanoseconds: Int32

    public init(seconds: Int64, nanoseconds: Int32) {
      self.seconds = seconds
      self.nanoseconds = nanoseconds
    }

    public static func < (one: Moment, other: Moment) -> Bool {
      (one.seconds, one.nanoseconds) < (other.seconds, other.nanoseconds)
    }
  }

  /// An extended attribute (xattr(7)); access control lists are such as well (`system.posix_acl_access`).
  public struct Attribute: Sendable, Hashable {
    public var name: [UInt8]
    public var value: [UInt8]

    public init(name: [UInt8], value: [UInt8]) {
      self.name = name
      self.value = value
    }
  }

  /// Below the root of the walk, any bytes but NUL, without a slash at either end; empty for the root itself.
  public var path: [UInt8]
  public var kind: Kind
  /// Permission bits with set-user-id, set-group-id and sticky: `0o4755`.
  public var mode: UInt32
  public var owner: UInt32
  public var group: UInt32
  /// The size of a file; 0 for all else.
  public var bytes: UInt64
  /// What it takes on the disk: less than its size for a file with holes.
  public var diskBytes: UInt64
  public var modified: Moment
  /// The last change of anything of it (`st_ctim`), which no program can set.
  public var changed: Moment
  public var device: UInt64
  public var inode: UInt64
  /// How many names it has.
  public var links: UInt64
  /// The number of a device node; 0 for all else.
  public var node: UInt64
  /// Where a link leads.
  public var target: [UInt8] = []
  /// Sorted by name; empty when they were not asked for.
  public var attributes: [Attribute] = []

  init(_ raw: stat, path: [UInt8]) {
    self.path = path
    switch raw.st_mode & S_IFMT {
    case S_IFDIR: kind = .folder
    case S_IFLNK: kind = .link
    case S_IFIFO: kind = .pipe
    case S_IFSOCK: kind = .socket
    case S_IFBLK: kind = .block
    case S_IFCHR: kind = .character
    default: kind = .file
    }
    mode = UInt32(raw.st_mode) & 0o7777
    owner = raw.st_uid
    group = raw.st_gid
    bytes = kind == .file ? UInt64(max(0, raw.st_size)) : 0
    diskBytes = UInt64(max(0, raw.st_blocks)) &* 512
    modified = Moment(seconds: Int64(raw.st_mtim.tv_sec), nanoseconds: Int32(raw.st_mtim.tv_nsec))
    changed = Moment(seconds: Int64(raw.st_ctim.tv_sec), nanoseconds: Int32(raw.st_ctim.tv_nsec))
    device = UInt64(raw.st_dev)
    inode = UInt64(raw.st_ino)
    links = UInt64(raw.st_nlink)
    node = kind == .block || kind == .character ? UInt64(raw.st_rdev) : 0
  }
}
