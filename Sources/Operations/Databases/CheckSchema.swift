import Host
import Maintenance

/// `restore.schema.check`: holds the live schema against what was proven aside: every object and the checksum of every
/// table. Then the dump that was written out for it is thrown away, and the backup is known to be restorable. With the
/// argument `reverts` nothing was loaded: the names of the tables and the objects around them are held against what was
/// written down.
struct CheckSchema: Verb {
  static let name = "restore.schema.check"

  func preview(_ context: StepContext) -> [String] {
    guard context.step.arguments["reverts"] == nil, let database = try? ServerDatabase(context, restoring: true) else {
      return []
    }
    return [database.statement("CHECKSUM TABLE … EXTENDED").display]
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let database = try ServerDatabase(context, restoring: true)
    if let operation = context.step.arguments["reverts"] { return try await reverted(operation, database, context) }
    let rebuilt = try RebuiltSchema.kept(context.operation, context.state)
    let record = try SwapRecord.recall(context.operation, context.state)
    try await SchemaLoad(rebuilt, into: database, context).compare(counting: record == nil)
    if let record { try await SchemaExchange(record, context).checkCode() }
    let now = context.now
    try VerifyBackup.folder(context).record { $0.restoredAt = now }
    // The sums stay: a worker that dies now checks again.
    RebuiltSchema.discardDump(context)
    // A table that is not there is not one without rows.
    let counted = database.plan.countedTables.map { table in
      "\(table) " + (rebuilt.contents[table].map(String.init) ?? context.say("absente", "missing"))
    }.joined(separator: ", ")
    let count = rebuilt.checksums.count
    let tables = context.count(count, .table)
    let said =
      context.say("\(tables) identique\(count < 2 ? "" : "s")", "\(tables) identical")
      + (counted.isEmpty ? "" : ": " + counted)
    return StepOutcome(exitStatus: 0, message: said, facts: [StepStatus.resultFact: said])
  }

  private func reverted(_ operation: String, _ database: ServerDatabase, _ context: StepContext)
    async throws(StepFailure) -> StepOutcome
  {
    guard let earlier = try SwapRecord.recall(operation, context.state) else {
      throw StepFailure("\(operation): no record")
    }
    let record = try SwapRecord.recall(context.operation, context.state) ?? earlier.reversed(aside: earlier.incoming)
    let found = Set(try await database.movableTables(in: database.plan.schema))
    let wrong = found.symmetricDifference(record.newTables).sorted()
    guard wrong.isEmpty else { throw StepFailure("\(database.plan.schema): \(wrong.joined(separator: ", "))") }
    try await SchemaExchange(record, context).checkCode()
    return StepOutcome(
      exitStatus: 0,
      message: context.count(found.count, .table) + context.say(", comme avant", ", as before"))
  }
}
