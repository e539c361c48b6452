import Host

/// Puts something new in the place of a folder that must stay where it is, because it is a mount or leads to one: entry by entry,
/// by renames within each file system. What was there goes where it is kept.
///
/// What there was and what there is to come is written down first. So the record and a look at the folders tell at any moment how
/// far it is, and it can be finished, or taken back, from wherever it was interrupted.
struct PlacedSwap: Sendable, Codable, Hashable {
  /// One folder that stays.
  struct Level: Sendable, Codable, Hashable {
    var live: [UInt8]
    var incoming: [UInt8]
    var kept: [UInt8]
    /// The names that go, and those that come; what stays is in neither.
    var old: [[UInt8]]
    var new: [[UInt8]]
    /// What the folder itself wears, and what it will.
    var before: FolderClothes
    var after: FolderClothes
  }

  /// The outer ones first.
  var levels: [Level]
  var state = State.begun

  enum State: String, Sendable, Codable, Hashable {
    /// Somewhere between its first rename and its last.
    case begun
    case done
    /// Another operation has put back what was there before.
    case takenBack
  }

  /// Whether all is as it was before: nothing of the new is in place, nothing of the old is away.
  var isUntouched: Bool {
    levels.allSatisfy { level in
      level.new.allSatisfy { FileSystem.exists(PlacedSwap.join(level.incoming, $0)) }
        && level.old.allSatisfy { !FileSystem.exists(PlacedSwap.join(level.kept, $0)) }
    }
  }

  /// Does it, or what is left of it.
  func perform() throws(FileFault) {
    for level in levels {
      try PlacedSwap.makeFolders(level.kept)
      for name in level.old {
        let (live, kept) = (PlacedSwap.join(level.live, name), PlacedSwap.join(level.kept, name))
        if !FileSystem.exists(kept), FileSystem.exists(live) { try FileSystem.rename(live, to: kept) }
      }
      try FileSystem.syncFolder(level.kept)
    }
    for level in levels {
      for name in level.new {
        let (incoming, live) = (PlacedSwap.join(level.incoming, name), PlacedSwap.join(level.live, name))
        guard FileSystem.exists(incoming) else { continue }
        if FileSystem.exists(live) { try setAside(live, name, level) }
        try FileSystem.rename(incoming, to: live)
      }
      try FileSystem.syncFolder(level.live)
    }
    for level in levels.reversed() {
      // It may lie in the live one, whose time it would change.
      PlacedSwap.removeEmpty(level.incoming)
      try level.after.wear(level.live)
      try level.before.wear(level.kept)
    }
    for level in levels {
      try FileSystem.syncFolder(level.live)
      try FileSystem.syncFolder(level.kept)
    }
  }

  /// Takes back what was done of it, when that is not all.
  func takeBack() throws(FileFault) {
    for level in levels {
      for name in level.new {
        let (incoming, live) = (PlacedSwap.join(level.incoming, name), PlacedSwap.join(level.live, name))
        if !FileSystem.exists(incoming), FileSystem.exists(live) { try FileSystem.rename(live, to: incoming) }
      }
    }
    for level in levels.reversed() {
      for name in level.old {
        let (live, kept) = (PlacedSwap.join(level.live, name), PlacedSwap.join(level.kept, name))
        if FileSystem.exists(kept) { try FileSystem.rename(kept, to: live) }
      }
      PlacedSwap.removeEmpty(level.kept)
      try level.before.wear(level.live)
      try FileSystem.syncFolder(level.live)
    }
  }

  /// What has appeared in the live place since is never overwritten.
  private func setAside(_ live: [UInt8], _ name: [UInt8], _ level: Level) throws(FileFault) {
    var number = 1
    while FileSystem.exists(PlacedSwap.join(level.kept, name + Array(".stray-\(number)".utf8))) { number += 1 }
    try FileSystem.rename(live, to: PlacedSwap.join(level.kept, name + Array(".stray-\(number)".utf8)))
  }

  /// Makes a folder for what is kept, with the one that it is in.
  private static func makeFolders(_ path: [UInt8]) throws(FileFault) {
    if let slash = path.lastIndex(of: 0x2F), slash > 0, !FileSystem.exists(Array(path[..<slash])) {
      try makeFolders(Array(path[..<slash]))
    }
    try FileSystem.makeFolder(path)
  }

  /// Removes a folder of ours that is empty now, and the closed one around it.
  private static func removeEmpty(_ path: [UInt8]) {
    guard FileSystem.removeEmpty(path), let slash = path.lastIndex(of: 0x2F) else { return }
    let parent = Array(path[..<slash])
    if SwapNames.isOurs(parent) { FileSystem.removeEmpty(parent) }
  }

  static func join(_ folder: [UInt8], _ name: [UInt8]) -> [UInt8] { folder + [0x2F] + name }
}
