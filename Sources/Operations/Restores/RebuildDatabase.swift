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
    if let manifest = try? folder.manifest(), SQLitePages.holds(manifest) {
      return [Command("gzip", ["-dc", folder.file(SQLitePages.artefact)], outputFile: built).display]
    }
    let unpack = Command("gzip", ["-dc", folder.file(BackUpDatabase.dump)])
    return [unpack.display + " | " + RebuildDatabase.load(into: built, from: nil).display]
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    guard let plan = try? SQLiteDatabase.plan(context), let manifest = try? VerifyBackup.folder(context).manifest()
    else { return [] }
    // The file that is built (of an older backup its SQL text too) and the safety copy: either packs about five to one.
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
    try await RebuildDatabase.build(names.build, from: folder, manifest, scratch: scratch, context)
    try RebuildDatabase.adopt(names.build, of: plan.schema, manifest)
    return StepOutcome(
      exitStatus: 0, message: FileSystem.name(of: names.build), facts: [RebuildDatabase.fact: names.build])
  }

  func undo(_ context: StepContext) async -> String? {
    guard let plan = try? SQLiteDatabase.plan(context) else { return nil }
    try? SwapNames(target: plan.schema, operation: context.operation).removeBuilds()
    return nil
  }

  /// Builds the database of a backup in a new file. Pages come back as they were saved, and nothing in them is run; the
  /// SQL text of an older backup is loaded.
  static func build(
    _ file: String, from folder: BackupFolder, _ manifest: BackupManifest, scratch: String, _ context: StepContext
  ) async throws(StepFailure) {
    guard !SQLitePages.holds(manifest) else {
      return try await SQLitePages.unpack(
        folder.file(SQLitePages.artefact), digest: manifest.digests?[SQLitePages.file], to: file, context)
    }
    let sql = scratch + "/dump.sql"
    try await context.run(
      Command("gzip", ["-dc", folder.file(BackUpDatabase.dump)], outputFile: sql, limitSeconds: 3600))
    // The same bytes that are loaded next: what may not be in a dump is refused before it is run.
    try BackupCheck.text(sql, name: folder.id, contents: manifest.contents, context)
    context.progress(0.4, nil)
    try await context.run(load(into: file, from: sql))
    context.progress(0.8, nil)
    try await context.run(
      Command("sqlite3", ["-batch", "-bail", file, settings(manifest)], limitSeconds: 60))
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

  /// Gives the built file the owner and the mode of the live one, or those it had when it was saved, and makes it
  /// durable. By descriptor: the folder is often the site's.
  private static func adopt(_ built: String, of live: String, _ manifest: BackupManifest) throws(StepFailure) {
    func kept(_ name: String) -> UInt32? { manifest.contents[name].flatMap { UInt32(exactly: $0) } }
    let facts = FileSystem.facts(live)
    let file = open(built, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
    guard file >= 0 else { throw StepFailure(FileFault("open", built, code: errno)) }
    defer { close(file) }
    let owner = facts?.owner ?? kept("(owner)")
    let group = facts?.group ?? kept("(group)")
    if geteuid() == 0, let owner, let group, fchown(file, owner, group) != 0 {
      throw StepFailure(FileFault("chown", built, code: errno))
    }
    guard fchmod(file, mode_t(facts?.mode ?? kept("(mode)") ?? 0o600) & 0o777) == 0 else {
      throw StepFailure(FileFault("chmod", built, code: errno))
    }
    guard fsync(file) == 0 else { throw StepFailure(FileFault("fsync", built, code: errno)) }
  }
}
