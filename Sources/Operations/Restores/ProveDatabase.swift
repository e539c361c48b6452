import Host
import Maintenance

/// `restore.database.prove`: proves that the built database is whole and holds what the backup says.
struct ProveDatabase: Verb {
  static let name = "restore.database.prove"

  func preview(_ context: StepContext) -> [String] {
    guard let plan = try? SQLiteDatabase.plan(context) else { return [] }
    let built = SwapNames(target: plan.schema, operation: context.operation).buildPrefix
    return [SQLiteDatabase(path: built, context: context).reading(["PRAGMA integrity_check"]).display]
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let manifest = try VerifyBackup.folder(context).manifest()
    return try await ProveDatabase.prove(try context.fact(RebuildDatabase.fact), isLive: false, manifest, context)
  }

  /// Whether a database file is whole and holds what a manifest says.
  static func prove(_ path: String, isLive: Bool, _ manifest: BackupManifest, _ context: StepContext)
    async throws(StepFailure) -> StepOutcome
  {
    if SQLitePages.holds(manifest) {
      try await SQLitePages.prove(path, isLive: isLive, manifest, context)
    } else {
      let database = SQLiteDatabase(path: path, context: context)
      let integrity = try await database.ask("PRAGMA integrity_check(5)")
      guard integrity == ["ok"] else { throw StepFailure("\(path): \(integrity.joined(separator: "; "))") }
      let found = try await SQLiteContents.read(database, countsVirtual: true).counts
      let expected = manifest.contents.filter { !SQLiteContents.keeping.contains($0.key) }
      if let difference = SQLiteDatabase.difference(found, expected: expected) {
        throw StepFailure("\(path): \(difference)")
      }
    }
    let tables = manifest.contents.filter { !$0.key.hasPrefix("(") }
    let held = context.count(tables.count, .table) + ", " + context.count(tables.values.reduce(0, +), .row)
    return StepOutcome(
      exitStatus: 0, message: held + context.say(", comme dans la sauvegarde", ", as in the backup"))
  }
}
