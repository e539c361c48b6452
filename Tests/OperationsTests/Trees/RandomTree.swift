import Glibc
import Host
import TestSupport

/// Makes random trees of files and changes them at random, with all that a file system keeps: the same for each seed.
struct RandomTree {
  let root: String
  private var numbers: SeededNumbers
  private let isRoot = geteuid() == 0

  init(_ root: String, seed: Int) {
    self.root = root
    numbers = SeededNumbers(seed: UInt64(seed) &* 7919 &+ 17)
  }

  /// Empties the root and fills it.
  mutating func make() throws {
    try FileSystem.removeTree(root)
    try FileSystem.makeFolder(root, mode: 0o755)
    for _ in 0..<(8 + draw(40)) { try add() }
    for _ in 0..<draw(25) { try adorn() }
  }

  /// Changes what is there.
  mutating func change() throws {
    for _ in 0..<(1 + draw(14)) {
      switch draw(9) {
      case 0, 1: try add()
      case 2: try remove()
      case 3: try move()
      case 4: try replaceKind()
      case 5: try takeFoldersPlace()
      case 6: try rewriteKeepingTheTime()
      default: try adorn()
      }
    }
  }

  // MARK: Drawing

  private mutating func draw(_ count: Int) -> Int { Int.random(in: 0..<max(1, count), using: &numbers) }

  private mutating func entries(_ isWanted: (TreeEntry) -> Bool = { _ in true }) throws -> [TreeEntry] {
    var walk = try TreeWalk(root)
    return try walk.all().filter { !$0.path.isEmpty && isWanted($0) }
  }

  private mutating func pick(_ isWanted: (TreeEntry) -> Bool = { _ in true }) throws -> TreeEntry? {
    let found = try entries(isWanted)
    return found.isEmpty ? nil : found[draw(found.count)]
  }

  private func place(_ path: [UInt8]) -> [CChar] {
    (Array(root.utf8) + (path.isEmpty ? [] : [0x2F]) + path).map { CChar(bitPattern: $0) } + [0]
  }

  private mutating func name() -> [UInt8] {
    let odd: [[UInt8]] = [
      Array("caf".utf8) + [0xE9] + Array(".txt".utf8), Array("new\nline".utf8), Array("-rf".utf8), Array("--".utf8),
      Array("back\\slash\\n\\101".utf8), Array("\u{1B}[31mred".utf8), Array(repeating: 0x4C, count: 255),
      Array("*".utf8), Array(" a b ".utf8), Array(".hidden".utf8), Array("..x".utf8), Array("e\u{301}".utf8),
      Array("é".utf8), Array("'\"$(x)`".utf8), [0xFF, 0xFE, 0x01], Array("--checkpoint-action=exec=x".utf8),
      Array(repeating: 0xE9, count: 120), Array("@file".utf8), Array("a:b".utf8), Array("vigie-index".utf8),
    ]
    switch draw(4) {
    case 0: return odd[draw(odd.count)]
    case 1: return (0...draw(12)).map { _ in UInt8([0x01, 0x09, 0x20, 0x41, 0x7F, 0x80, 0xC3, 0xFF][draw(8)]) }
    default: return Array("n\(draw(30))".utf8)
    }
  }

  /// A path that is free, in a folder of the tree.
  private mutating func free() throws -> [UInt8]? {
    let parent = draw(4) == 0 ? [] : try pick { $0.kind == .folder && $0.path.count < 2600 }?.path ?? []
    let path = parent + (parent.isEmpty ? [] : [0x2F]) + name()
    var raw = stat()
    return lstat(place(path), &raw) == 0 ? nil : path
  }

  // MARK: Making

  private mutating func add() throws {
    guard let path = try free() else { return }
    let there = place(path)
    switch draw(isRoot ? 14 : 12) {
    case 0, 1, 2: mkdir(there, 0o755)
    case 3: symlink(["nowhere", "/etc", ".", "..", "n1"][draw(5)], there)
    case 4: mkfifo(there, 0o640)
    case 5: if let other = try pick({ $0.kind == .file }) { link(place(other.path), there) }
    case 6: try sparse(there)
    case 7:
      // A path of some thousand bytes.
      var deep = path
      mkdir(there, 0o755)
      for _ in 0..<draw(12) where deep.count < 3200 {
        deep += [0x2F] + [UInt8](repeating: 0x64, count: 200)
        mkdir(place(deep), 0o755)
      }
    case 12: mknod(there, S_IFCHR | 0o600, 0x0103)
    case 13: mknod(there, S_IFBLK | 0o600, 0x0701)
    default: try write(there, draw(3) == 0 ? 0 : draw(30_000))
    }
  }

  private mutating func write(_ path: [CChar], _ bytes: Int) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard file >= 0 else { return }
    defer { close(file) }
    try FileSystem.write(file, (0..<bytes).map { _ in UInt8(truncatingIfNeeded: numbers.next()) }, path: "")
  }

  private mutating func sparse(_ path: [CChar]) throws {
    let file = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else { return }
    defer { close(file) }
    ftruncate(file, [0, 4096, 5000, 3 << 20, 40 << 20][draw(5)])
    for _ in 0..<draw(4) {
      lseek(file, off_t(draw(3 << 20)), SEEK_SET)
      try FileSystem.write(file, [UInt8](repeating: UInt8(draw(3)), count: draw(9000)), path: "")
    }
  }

  // MARK: Changing

  private mutating func remove() throws {
    guard let entry = try pick() else { return }
    try FileSystem.removeTree(entry.path, below: root)
  }

  private mutating func move() throws {
    guard let entry = try pick(), let path = try free() else { return }
    rename(place(entry.path), place(path))
  }

  private mutating func replaceKind() throws {
    guard let entry = try pick() else { return }
    try FileSystem.removeTree(entry.path, below: root)
    switch draw(4) {
    case 0: mkdir(place(entry.path), 0o700)
    case 1: symlink("n2", place(entry.path))
    case 2: try write(place(entry.path), 10)
    default:
      mkdir(place(entry.path), 0o755)
      try write(place(entry.path + Array("/in".utf8)), 20)
    }
  }

  /// `rm -r d2; mv d3 d2`.
  private mutating func takeFoldersPlace() throws {
    guard let one = try pick({ $0.kind == .folder }), let other = try pick({ $0.kind == .folder }),
      one.path != other.path, !other.path.starts(with: one.path + [0x2F]), !one.path.starts(with: other.path + [0x2F])
    else { return }
    try FileSystem.removeTree(one.path, below: root)
    rename(place(other.path), place(one.path))
  }

  /// Another content of the same size, with the old time: only the kernel's own time tells.
  private mutating func rewriteKeepingTheTime() throws {
    guard let entry = try pick({ $0.kind == .file && $0.bytes < 40_000 }) else { return }
    try write(place(entry.path), Int(entry.bytes))
    touch(entry.path, entry.modified)
  }

  private func touch(_ path: [UInt8], _ moment: TreeEntry.Moment) {
    let time = timespec(tv_sec: Int(moment.seconds), tv_nsec: Int(moment.nanoseconds))
    _ = withUnsafePointer(to: (time, time)) {
      $0.withMemoryRebound(to: timespec.self, capacity: 2) {
        utimensat(AT_FDCWD, place(path), $0, AT_SYMLINK_NOFOLLOW)
      }
    }
  }

  private mutating func adorn() throws {
    guard let entry = try pick() else { return }
    let there = place(entry.path)
    switch draw(8) {
    case 0 where entry.kind != .link:
      chmod(there, [0, 0o400, 0o644, 0o2775, 0o1777, 0o4755, 0o6711][draw(7)] | (isRoot ? 0 : 0o700))
    case 1 where isRoot: lchown(there, uid_t([0, 33, 65_534, 3_000_000][draw(4)]), gid_t([0, 33, 7_000_000][draw(3)]))
    case 2:
      let moments: [(Int64, Int32)] = [
        (-315_619_200, 123_456_789), (-1, 500_000_000), (0, 0), (1, 1), (4_000_000_000, 999_999_999),
      ]
      let (seconds, nanoseconds) = moments[draw(moments.count)]
      touch(entry.path, .init(seconds: seconds, nanoseconds: nanoseconds))
    default: try attribute(entry)
    }
  }

  private mutating func attribute(_ entry: TreeEntry) throws {
    let path = place(entry.path).dropLast().map { UInt8(bitPattern: $0) }
    var attributes = try FileAttributes.read(at: path) ?? []
    func set(_ name: String, _ value: [UInt8]) {
      attributes.removeAll { $0.name == Array(name.utf8) }
      attributes.append(.init(name: Array(name.utf8), value: value))
    }
    switch draw(6) {
    case 0 where !attributes.isEmpty: attributes.remove(at: draw(attributes.count))
    case 1 where entry.kind == .folder || entry.kind == .file: set("user.note", (0..<draw(40)).map { UInt8($0) })
    case 2 where isRoot: set("trusted.é\n", [0, 1, 0x0A])
    case 3 where entry.kind == .file && isRoot: set("security.capability", Self.capability)
    case 4 where entry.kind == .folder: set("system.posix_acl_default", accessList())
    case 5 where entry.kind != .link: set("system.posix_acl_access", accessList())
    default: return
    }
    try FileAttributes.write(attributes, at: path)
  }

  /// `cap_net_raw+ep` (linux/capability.h, revision 2).
  private static let capability: [UInt8] = [1, 0, 0, 2, 0, 0x20] + [UInt8](repeating: 0, count: 14)

  /// An access control list as the kernel has it (linux/posix_acl_xattr.h): version 2, then tag, permissions, id of each.
  private mutating func accessList() -> [UInt8] {
    let entries: [(UInt16, UInt16, UInt32)] = [
      (0x01, 7, .max), (0x02, UInt16(draw(8)), 33), (0x02, UInt16(draw(8)), 54_321), (0x04, UInt16(draw(8)), .max),
      (0x08, UInt16(draw(8)), 1), (0x10, UInt16(draw(8)), .max), (0x20, UInt16(draw(8)), .max),
    ]
    return [2, 0, 0, 0]
      + entries.flatMap { tag, permissions, id in
        [UInt8(tag), 0, UInt8(permissions), 0] + (0..<4).map { UInt8(truncatingIfNeeded: id >> (8 * $0)) }
      }
  }
}
