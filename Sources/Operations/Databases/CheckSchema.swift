import Host
import Maintenance

/// `restore.schema.check`: holds the live schema against what was proven aside: every object and the checksum of every
/// table. Then the dump that was written out for the swap is thrown away, and the backup is known to be restorable.
struct CheckSchema: Verb {
  static let name = "restore.schema.check"

  func preview(_ context: StepContext) -> [String] {
    guard let database = try? ServerDatabase(context, restoring: true) else { return [] }
    return [database.statement("CHECKSUM TABLE … EXTENDED").display]
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let database = try ServerDatabase(context, restoring: true)
    let rebuilt = try RebuiltSchema.recall(context)
    let objects = try await database.objects().contents
    let expected = rebuilt.contents.filter { $0.key.hasPrefix("(") }
    if let difference = SQLiteDatabase.difference(objects, expected: expected) {
      throw StepFailure("\(database.plan.schema): \(difference)")
    }
    let sums = try await database.checksums()
    let wrong = Set(sums.keys).union(rebuilt.checksums.keys).filter { sums[$0] != rebuilt.checksums[$0] }.sorted()
    guard wrong.isEmpty else {
      throw StepFailure(
        context.say("tables différentes de ce qui a été prouvé : ", "tables unlike what was proven: ")
          + wrong.joined(separator: ", "))
    }
    let now = context.now
    try VerifyBackup.folder(context).record { $0.restoredAt = now }
    // The sums stay: a worker that dies now checks again.
    RebuiltSchema.discardDump(context)
    let counted = database.plan.countedTables.map { "\($0) \(rebuilt.contents[$0] ?? 0)" }.joined(separator: ", ")
    let said =
      context.say("\(sums.count) tables identiques", "\(sums.count) tables identical")
      + (counted.isEmpty ? "" : ": " + counted)
    return StepOutcome(exitStatus: 0, message: said, facts: [StepStatus.resultFact: said])
  }
}
