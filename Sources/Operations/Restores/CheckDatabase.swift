import Host
import Maintenance

/// `restore.database.check`: proves the live database against the backup it came from, and keeps that as evidence that
/// the backup can be restored.
struct CheckDatabase: Verb {
  static let name = "restore.database.check"

  func preview(_ context: StepContext) -> [String] {
    guard let plan = try? SQLiteDatabase.plan(context) else { return [] }
    return [SQLiteDatabase(path: plan.schema, context: context).reading(["PRAGMA integrity_check"]).display]
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let plan = try SQLiteDatabase.plan(context)
    let folder = try VerifyBackup.folder(context)
    var outcome = try await ProveDatabase.prove(plan.schema, isLive: true, try folder.manifest(), context)
    let now = context.now
    try folder.record { $0.restoredAt = now }
    outcome.facts[StepStatus.resultFact] = outcome.message
    return outcome
  }
}
