import Glibc
import Host
import Maintenance

/// `restore.database.rebuild`: builds the database of a backup in a file beside the live one. The live one is not
/// touched.
struct RebuildDatabase: Verb {
  static let name = "restore.database.rebuild"
  /// The fact that names the built file.
  static let fact = "built"

  func preview(_ context: StepContext) -> [String] {
    guard let plan = try? SQLiteDatabase.plan(context), let folder = try? VerifyBackup.folder(context) else {
      return []
    }
    let built = SwapNames(target: plan.schema, operation: context.operation).buildPrefix
    let unpack = Command("gzip", ["-dc", folder.file(BackUpDatabase.artefact)])
    return [unpack.display + " | " + RebuildDatabase.load(into: built, from: nil).display]
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    guard let plan = try? SQLiteDatabase.plan(context), let manifest = try? VerifyBackup.folder(context).manifest()
    else { return [] }
    // The SQL text, the file built from it, and the safety copy: a dump packs about five to one.
    let live = FileSystem.facts(plan.schema)?.bytes ?? 0
    let needed = 2 * max(live, manifest.totalBytes * 5) + live
    return BackupPreflight.tools(["gzip", "sqlite3"]) + [
      BackupPreflight.space(needed: needed, at: FileSystem.parent(of: plan.schema))
    ]
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let plan = try SQLiteDatabase.plan(context)
    let folder = try VerifyBackup.folder(context)
    let manifest = try folder.manifest()
    let names = SwapNames(target: plan.schema, operation: context.operation)
    let scratch = try BackupCheck.scratch(context)
    defer { try? FileSystem.removeTree(scratch) }
    do throws(FileFault) {
      try FileSystem.makeFolder(FileSystem.parent(of: plan.schema))
      try names.removeBuilds()
    } catch {
      throw StepFailure(error)
    }
    let sql = scratch + "/dump.sql"
    try await context.run(
      Command("gzip", ["-dc", folder.file(BackUpDatabase.artefact)], outputFile: sql, limitSeconds: 3600))
    // The same bytes that are loaded next: what may not be in a dump is refused before it is run.
    try BackupCheck.text(sql, name: folder.id, contents: manifest.contents, context)
    context.progress(0.4, nil)
    try await context.run(RebuildDatabase.load(into: names.build, from: sql))
    context.progress(0.8, nil)
    try await context.run(
      Command("sqlite3", ["-batch", "-bail", names.build, RebuildDatabase.settings(manifest)], limitSeconds: 60))
    try RebuildDatabase.adopt(names.build, of: plan.schema)
    return StepOutcome(
      exitStatus: 0, message: FileSystem.name(of: names.build), facts: [RebuildDatabase.fact: names.build])
  }

  func undo(_ context: StepContext) async -> String? {
    guard let plan = try? SQLiteDatabase.plan(context) else { return nil }
    try? SwapNames(target: plan.schema, operation: context.operation).removeBuilds()
    return nil
  }

  /// `-safe` forbids the client whatever reaches outside the database: `ATTACH`, shell commands, files.
  static func load(into file: String, from sql: String?) -> Command {
    Command(
      "sqlite3", ["-safe", "-batch", "-bail", "-cmd", "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;", file],
      inputFile: sql, limitSeconds: 3600)
  }

  /// What a dump does not carry.
  static func settings(_ manifest: BackupManifest) -> String {
    "PRAGMA user_version=\(manifest.contents["(user_version)"] ?? 0); "
      + "PRAGMA application_id=\(manifest.contents["(application_id)"] ?? 0); "
      + "PRAGMA journal_mode=\(manifest.contents["(wal)"] == 1 ? "WAL" : "DELETE");"
  }

  /// Gives the built file the owner and the mode of the live one, and makes it durable.
  private static func adopt(_ built: String, of live: String) throws(StepFailure) {
    let facts = FileSystem.facts(live)
    if let facts, geteuid() == 0, chown(built, facts.owner, facts.group) != 0 {
      throw StepFailure(FileFault("chown", built, code: errno))
    }
    guard chmod(built, mode_t(facts?.mode ?? 0o600)) == 0 else {
      throw StepFailure(FileFault("chmod", built, code: errno))
    }
    do throws(FileFault) { try FileSystem.syncFile(built) } catch { throw StepFailure(error) }
  }
}
