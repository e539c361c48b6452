import Host
import Maintenance

/// What was rebuilt and proven aside, as the swap and the check after it need it; kept beside the operation.
struct RebuiltSchema: OperationRecord, Sendable, Hashable {
  /// The dump of the proven schema's tables, sequences among them.
  var dump: String
  /// Its triggers, routines, views and events.
  var code: SchemaCode
  /// The names of its tables and sequences.
  var tables: [String]
  var createStatement: String
  /// `CHECKSUM TABLE … EXTENDED` of each table.
  var checksums: [String: String]
  /// Rows by table, and the other objects by kind.
  var contents: [String: Int]
  /// The moment whose state it is.
  var moment: Timestamp

  static let fileName = "rebuilt.json"

  /// Where the dump of this operation is.
  static func dumpPath(_ context: StepContext) -> String {
    context.state.operation(context.operation) + "/rebuilt.sql"
  }

  /// Throws away the dump: it is in place.
  static func discardDump(_ context: StepContext) { try? FileSystem.removeFile(dumpPath(context)) }

  /// Throws away all of it.
  static func discard(_ context: StepContext) {
    discardDump(context)
    try? FileSystem.removeFile(path(context.operation, context.state))
  }
}
