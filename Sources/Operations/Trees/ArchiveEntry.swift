import Host

/// One entry of a `tar` archive, as its headers and its content say it.
struct ArchiveEntry: Sendable, Hashable {
  /// Below the folder that the archive is extracted into; empty for that folder.
  var path: [UInt8] = []
  var kind = TreeEntry.Kind.file
  var mode: UInt32 = 0
  var owner: UInt32 = 0
  var group: UInt32 = 0
  var bytes: UInt64 = 0
  var modified = TreeEntry.Moment(seconds: 0, nanoseconds: 0)
  var node: UInt64 = 0
  /// Where a symbolic link leads.
  var target: [UInt8] = []
  /// The entry before, of which this is another name.
  var hardLink: [UInt8]?
  var digest: ContentDigest?

  /// Whether a record says the same of it.
  func agrees(with record: TreeRecord) -> Bool {
    kind == record.kind && mode == record.mode && owner == record.owner && group == record.group
      && bytes == record.bytes && modified == record.modified && node == record.node && target == record.target
      && digest == record.digest && (hardLink == nil || hardLink == record.hardLink)
  }
}
