import Host
import Maintenance

/// What was chosen of an earlier state: which tables rows come from, and why. Kept beside the operation.
struct ChosenRows: OperationRecord, Sendable, Hashable {
  /// Why rows of a table were chosen.
  enum Role: String, Codable, Sendable {
    /// They were asked for.
    case asked
    /// They lead to rows that were asked for: gone with them, where a foreign key cascades.
    case dependent
    /// Rows that were chosen lead to them.
    case needed
  }

  struct Table: Codable, Sendable, Hashable {
    var shape: TableShape
    var role: Role
    var rows: Int
    /// The statement that made the table then.
    var createStatement: String
    /// Its triggers then, in their order: they went with it where it is gone.
    var triggers: [CodeObject]
  }

  /// In the order in which they can be written: what is led to before what leads there.
  var tables: [Table]
  var moment: Timestamp

  static let fileName = "rows.json"

  /// Where the rows are written out.
  static func dumpPath(_ context: StepContext) -> String { context.state.operation(context.operation) + "/rows.sql" }

  /// The selection that the steps of an operation name.
  static func selection(_ context: StepContext) throws(StepFailure) -> RowSelection {
    let arguments = context.step.arguments
    let selection = RowSelection(
      table: try context.argument("table"), condition: arguments["where"],
      withDependents: arguments["dependents"] != nil,
      onlyWritten: arguments["written"] != nil)
    if let fault = selection.conditionFault { throw StepFailure("--where: " + context.say(fault)) }
    return selection
  }
}
