import Crypto
import Glibc
import Host

/// Holds what is in a place against the index of what was saved.
struct TreeComparison {
  /// Paths that are there and other, each with what is other; that are not there; that are there and were not saved.
  private(set) var changed: [(path: [UInt8], what: String)] = []
  private(set) var missing: [[UInt8]] = []
  private(set) var surplus: [[UInt8]] = []
  /// How many entries are as they were saved.
  private(set) var same = 0
  /// A hash of what tells a later look that nothing has changed since: names, inodes, and the times that the kernel sets. The root
  /// itself is left out, whose own time a rename sets.
  private(set) var identity = ""

  /// What is compared.
  struct Manner {
    /// Whether the contents are read; else only their sizes count.
    var readsContent = true
    /// Whether the times of the last change must be the same.
    var comparesTimes = true
    /// Paths that are not looked at.
    var leavesOut: ([UInt8]) -> Bool = { _ in false }
  }

  var isEmpty: Bool { changed.isEmpty && missing.isEmpty && surplus.isEmpty }

  /// The first difference, as a person reads it: `storage/a.txt: content`.
  var first: String? {
    if let (path, what) = changed.first { return ByteName.shown(path) + ": " + what }
    if let path = missing.first { return ByteName.shown(path) + ": missing" }
    return surplus.first.map { ByteName.shown($0) + ": not in the backup" }
  }

  /// Compares what is below `root`; stops when the task is cancelled.
  ///
  /// - Parameter only: the one name in it, for a single file.
  init(_ index: TreeIndex, with root: String, only: [UInt8]? = nil, _ manner: Manner = Manner()) throws(FileFault) {
    let places = index.places()
    var found = [Bool](repeating: false, count: index.records.count)
    var walk = try TreeWalk(root, only: only, readsAttributes: true, leavesOut: manner.leavesOut)
    let reader = ContentReader()
    var names = HardLinks()
    var hash = SHA256()
    while let entry = try walk.entry(), !Task.isCancelled {
      if !entry.path.isEmpty { TreeComparison.update(&hash, entry) }
      guard entry.kind != .socket else { continue }
      guard let place = places[entry.path] else {
        surplus.append(entry.path)
        continue
      }
      found[place] = true
      let record = index.records[place]
      var what = TreeComparison.difference(entry, record, manner)
      if what == nil, !names.fit(entry, record) { what = "hard links" }
      if what == nil, manner.readsContent, let digest = record.digest {
        let file = try walk.openFile()
        defer { close(file) }
        let content = try reader.digest(of: file, like: digest, path: root)
        if content != digest { what = "content" }
      }
      if let what { changed.append((entry.path, what)) } else { same += 1 }
    }
    for (place, record) in index.records.enumerated() where !found[place] && !manner.leavesOut(record.path) {
      missing.append(record.path)
    }
    identity = hash.finalize().hexadecimal
  }

  private static func difference(_ entry: TreeEntry, _ record: TreeRecord, _ manner: Manner) -> String? {
    if entry.kind != record.kind { return "kind" }
    if entry.mode != record.mode, entry.kind != .link { return "mode" }
    if entry.owner != record.owner { return "owner" }
    if entry.group != record.group { return "group" }
    if entry.bytes != record.bytes { return "size" }
    if entry.target != record.target { return "target" }
    if entry.node != record.node { return "device" }
    if manner.comparesTimes, entry.modified != record.modified { return "time" }
    guard record.isSteady else { return nil }
    let (now, then) = (entry.attributes.filter(isKept), record.attributes.filter(isKept))
    guard now != then else { return nil }
    let name = Set(now).symmetricDifference(then).map(\.name).min { $0.lexicographicallyPrecedes($1) } ?? []
    return "attribute " + ByteName.shown(name)
  }

  /// Attributes that are part of what was saved: labels of a security policy are the host's, and only root may set others than
  /// those of users and access control lists.
  static func isKept(_ attribute: TreeEntry.Attribute) -> Bool {
    if attribute.name.elementsEqual("security.selinux".utf8) { return false }
    return geteuid() == 0 || attribute.name.starts(with: Array("user.".utf8))
      || attribute.name.starts(with: Array("system.posix_acl_".utf8))
  }

  private static func update(_ hash: inout SHA256, _ entry: TreeEntry) {
    hash.update(data: entry.path)
    hash.update(
      data: Array(
        "\0\(entry.inode) \(entry.changed.seconds).\(entry.changed.nanoseconds) \(entry.bytes)\n".utf8))
  }
}

/// Tells whether things have the same names in common in a tree as in its index.
private struct HardLinks {
  private var inodes: [[UInt8]: UInt64] = [:]
  private var firsts: [UInt64: [UInt8]] = [:]

  mutating func fit(_ entry: TreeEntry, _ record: TreeRecord) -> Bool {
    guard entry.kind != .folder, entry.links > 1 || record.hardLink != nil else { return true }
    let first = record.hardLink ?? record.path
    if inodes[first] == nil, firsts[entry.inode] == nil {
      inodes[first] = entry.inode
      firsts[entry.inode] = first
    }
    return inodes[first] == entry.inode && firsts[entry.inode] == first
  }
}
