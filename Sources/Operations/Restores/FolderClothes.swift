import Host

/// What a folder wears: its owner, mode, time and attributes, written down.
struct FolderClothes: Sendable, Codable, Hashable {
  private var mode: UInt32
  private var owner: UInt32
  private var group: UInt32
  private var seconds: Int64
  private var nanoseconds: Int32
  /// Names and values in turn.
  private var attributes: [[UInt8]]

  /// Those of a folder that is there.
  init(of path: [UInt8]) throws(FileFault) {
    guard let facts = FileSystem.facts(path) else {
      throw FileFault("lstat", String(decoding: path, as: UTF8.self), code: 2)
    }
    mode = facts.mode
    owner = facts.owner
    group = facts.group
    seconds = facts.modified.seconds
    nanoseconds = facts.modified.nanoseconds
    attributes = (try FileAttributes.read(at: path) ?? []).flatMap { [$0.name, $0.value] }
  }

  /// Gives them to a folder.
  func wear(_ path: [UInt8]) throws(FileFault) {
    let pairs = stride(from: 0, to: attributes.count - 1, by: 2).map {
      TreeEntry.Attribute(name: attributes[$0], value: attributes[$0 + 1])
    }
    try FileSystem.dress(
      path, owner: owner, group: group, mode: mode, attributes: pairs,
      modified: TreeEntry.Moment(seconds: seconds, nanoseconds: nanoseconds))
  }

  /// Does something in a folder whose own time shall not change by it.
  static func keeping(_ path: [UInt8], _ body: () throws(FileFault) -> Void) throws(FileFault) {
    let clothes = try FolderClothes(of: path)
    try body()
    try clothes.wear(path)
  }
}
