import Host
import Maintenance

/// The tables of the rehearsal, loaded while the dump of them was written: written down when all of them are, and gone before the
/// schema is.
struct LoadedTables: OperationRecord, Sendable, Hashable {
  /// The schema on the live server.
  var schema: String
  /// The dump that they were loaded from.
  var bytes: UInt64
  var sha256: String

  static let fileName = "loaded.json"

  /// Whether it is of this schema and of the dump as it lies there: one that was written anew is another.
  func fits(_ rebuilt: RebuiltSchema, in schema: String) throws(StepFailure) -> Bool {
    guard schema == self.schema, FileSystem.facts(rebuilt.dump)?.bytes == bytes else { return false }
    return try Digest.sha256(of: rebuilt.dump).hexadecimal == sha256
  }

  static func discard(_ context: StepContext) {
    try? FileSystem.removeFile(path(context.operation, context.state))
  }
}
