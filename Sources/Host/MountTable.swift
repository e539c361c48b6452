import Glibc

/// Something that is mounted at or below a folder.
public struct MountPoint: Sendable, Hashable {
  /// Below that folder, any bytes; empty for the folder itself.
  public var path: [UInt8]
  /// Whether it is a folder; a single file may be mounted over another.
  public var isFolder: Bool
  public var isReadOnly: Bool
  /// Whether it holds what the kernel says and not what somebody keeps: `proc`, `sysfs` and the like.
  public var isKernels: Bool
}

/// What is mounted, bind mounts included, which have no device of their own (proc_pid_mountinfo(5)).
///
///     36 35 98:0 /mnt1 /mnt/a\040b rw,noatime master:1 - ext3 /dev/root rw,errors=continue
public enum MountTable {
  private static let kernels: Set<String> = [
    "proc", "sysfs", "devpts", "devtmpfs", "cgroup", "cgroup2", "debugfs", "tracefs", "securityfs", "bpf", "mqueue",
    "hugetlbfs", "fusectl", "configfs", "pstore", "autofs", "nsfs", "binfmt_misc", "rpc_pipefs", "efivarfs",
    "selinuxfs",
  ]

  /// The mounts at and below a folder, whose links are followed; the outer ones first.
  public static func below(_ root: String, text: [UInt8]? = nil) throws(FileFault) -> [MountPoint] {
    let folder = FileSystem.resolved(root).map { Array($0.utf8) } ?? Array(root.utf8)
    let lines: [UInt8]
    if let text { lines = text } else { lines = try FileSystem.read("/proc/self/mountinfo") }
    var found: [[UInt8]: MountPoint] = [:]
    for line in lines.split(separator: 0x0A) {
      let words = line.split(separator: 0x20)
      guard words.count > 6, let dash = words.firstIndex(where: { $0.elementsEqual([0x2D]) }), dash + 1 < words.count
      else { continue }
      let place = unescaped(words[4])
      guard place == folder || place.starts(with: folder + (folder == [0x2F] ? [] : [0x2F])) else { continue }
      // One that is hidden under another is not there to see.
      var raw = stat()
      guard text != nil || lstat(TreeWalk.terminated(place), &raw) == 0 else { continue }
      let options = [words[5], words[words.count - 1]].map { $0.split(separator: 0x2C) }
      let path = Array(place.dropFirst(place == folder ? place.count : folder.count + (folder == [0x2F] ? 0 : 1)))
      // The later one lies over the earlier.
      found[path] = MountPoint(
        path: path, isFolder: text != nil || raw.st_mode & S_IFMT == S_IFDIR,
        isReadOnly: options.contains { $0.contains { $0.elementsEqual("ro".utf8) } },
        isKernels: kernels.contains(String(decoding: words[dash + 1], as: UTF8.self)))
    }
    return found.values.sorted { $0.path.lexicographicallyPrecedes($1.path) }
  }

  /// `\040` is a space: three octal digits.
  private static func unescaped(_ word: ArraySlice<UInt8>) -> [UInt8] {
    var bytes: [UInt8] = []
    var place = word.startIndex
    while place < word.endIndex {
      let digits = word[min(place + 1, word.endIndex)..<min(place + 4, word.endIndex)]
      if word[place] == 0x5C, digits.count == 3, digits.allSatisfy({ (0x30...0x37).contains($0) }) {
        bytes.append(digits.reduce(0) { $0 << 3 | ($1 - 0x30) })
        place += 4
      } else {
        bytes.append(word[place])
        place += 1
      }
    }
    return bytes
  }
}
