import Host

/// What an index keeps of one thing in a tree: all that must be there again after a restore, and by what a change is told.
struct TreeRecord: Sendable, Hashable {
  /// Below the root, any bytes but NUL; empty for the root itself.
  var path: [UInt8]
  var kind: TreeEntry.Kind
  /// Permission bits with set-user-id, set-group-id and sticky.
  var mode: UInt32
  var owner: UInt32
  var group: UInt32
  var bytes: UInt64
  var modified: TreeEntry.Moment
  /// The number of a device node; 0 for all else.
  var node: UInt64 = 0
  /// Where a link leads.
  var target: [UInt8] = []
  /// What the content hashes to; `nil` for what has none.
  var digest: ContentDigest?
  /// The first of the names that this thing has in the tree, when it has several.
  var hardLink: [UInt8]?
  var attributes: [TreeEntry.Attribute] = []
  /// By what a later backup tells that it is still the same.
  var inode: UInt64 = 0
  var changed = TreeEntry.Moment(seconds: 0, nanoseconds: 0)
  /// Whether it stayed as it was while it was saved; else its attributes are not known.
  var isSteady = true
  /// Whether the backup that this one builds on holds it, and this one's archive does not.
  var isInherited = false
  /// Whether something was mounted here.
  var isMount = false

  /// The folder that it is in; `nil` for the root.
  var parent: [UInt8]? { TreeRecord.parent(of: path) }

  static func parent(of path: [UInt8]) -> [UInt8]? {
    guard !path.isEmpty else { return nil }
    guard let slash = path.lastIndex(of: 0x2F) else { return [] }
    return Array(path[..<slash])
  }
}
