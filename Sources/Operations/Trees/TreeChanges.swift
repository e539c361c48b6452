import Host

/// What an incremental backup saves of a tree, and what goes away of the full before it is extracted over it.
///
/// Nothing is told by names alone: a thing is the same when its inode and its time of change are, which the kernel sets at
/// every change and no program can. So a folder that was renamed over another is seen by what is in it.
struct TreeChanges {
  /// The paths that the archive must hold.
  private(set) var saved: Set<[UInt8]> = []
  /// The paths of the full that are not there any more, or are saved anew; of a folder that goes with all it holds, only its own.
  private(set) var removed: [[UInt8]] = []

  /// A time of change as near as this to the reading of the full may stand for two states: the kernel's clock has ticks.
  private static let tickNanoseconds: Int64 = 20_000_000

  init(_ entries: [TreeEntry], since base: TreeIndex) {
    let places = base.places()
    let surely = TreeChanges.before(base.began, nanoseconds: TreeChanges.tickNanoseconds)
    var replaced: Set<[UInt8]> = []
    var kinds: [[UInt8]: TreeEntry.Kind] = [:]
    var groups: [UInt64: [[UInt8]]] = [:]
    for entry in entries {
      kinds[entry.path] = entry.kind
      if entry.kind != .folder, entry.links > 1 { groups[entry.inode, default: []].append(entry.path) }
      let record = places[entry.path].map { base.records[$0] }
      if let parent = TreeRecord.parent(of: entry.path), replaced.contains(parent) {
        saved.insert(entry.path)
        if entry.kind == .folder { replaced.insert(entry.path) }
        continue
      }
      guard let record else {
        saved.insert(entry.path)
        continue
      }
      if !TreeChanges.isSame(entry, record) || record.changed >= surely { saved.insert(entry.path) }
      // An archive adds attributes to a folder that is there, and takes none away.
      if entry.kind == .folder, record.kind == .folder, !entry.path.isEmpty,
        record.attributes.contains(where: { old in
          !entry.attributes.contains { $0.name == old.name } && !TreeChanges.isAccessList(old)
        })
      {
        replaced.insert(entry.path)
        saved.insert(entry.path)
      }
    }
    // All names of one thing are saved together, so that the archive can say that they are one.
    for names in groups.values where names.contains(where: saved.contains) { saved.formUnion(names) }
    remove(base, kinds: kinds, replaced: replaced)
    // A folder whose content is touched at the restore must get its time back.
    let gone = Set(removed)
    for path in Array(saved) + removed {
      // One that was there and stays is only adorned, which touches nothing around it.
      if kinds[path] == .folder, places[path] != nil, !gone.contains(path) { continue }
      if let parent = TreeRecord.parent(of: path), kinds[parent] == .folder { saved.insert(parent) }
    }
  }

  private mutating func remove(_ base: TreeIndex, kinds: [[UInt8]: TreeEntry.Kind], replaced: Set<[UInt8]>) {
    var goes: Set<[UInt8]> = []
    for record in base.records {
      if let parent = record.parent, goes.contains(parent) {
        // It goes with the folder that it is in.
        if record.kind == .folder { goes.insert(record.path) }
        continue
      }
      let isKept: Bool
      switch kinds[record.path] {
      case nil: isKept = false
      case .folder: isKept = record.kind == .folder && !replaced.contains(record.path)
      default: isKept = !saved.contains(record.path)
      }
      guard !isKept else { continue }
      removed.append(record.path)
      if record.kind == .folder { goes.insert(record.path) }
    }
  }

  private static func isSame(_ entry: TreeEntry, _ record: TreeRecord) -> Bool {
    record.isSteady && entry.kind == record.kind && entry.mode == record.mode && entry.owner == record.owner
      && entry.group == record.group && entry.bytes == record.bytes && entry.modified == record.modified
      && entry.node == record.node && entry.target == record.target && entry.inode == record.inode
      && entry.changed == record.changed && entry.attributes == record.attributes
  }

  /// `tar --acls` takes access control lists away as well.
  private static func isAccessList(_ attribute: TreeEntry.Attribute) -> Bool {
    attribute.name.starts(with: Array("system.posix_acl_".utf8))
  }

  private static func before(_ moment: TreeEntry.Moment, nanoseconds: Int64) -> TreeEntry.Moment {
    let part = Int64(moment.nanoseconds) - nanoseconds
    return part >= 0
      ? TreeEntry.Moment(seconds: moment.seconds, nanoseconds: Int32(part))
      : TreeEntry.Moment(seconds: moment.seconds - 1, nanoseconds: Int32(part + 1_000_000_000))
  }
}
