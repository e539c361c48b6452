import Host
import Maintenance

/// `backup.database`: a full backup of an SQLite database as a compressed SQL dump. With the argument `safety` it is the
/// copy that a restore takes of what it is about to replace.
///
/// The dump is taken of a snapshot, so that the rows that are counted are the rows that are dumped while the site goes
/// on writing.
struct BackUpDatabase: Verb {
  static let name = "backup.database"
  static let artefact = "database.sql.gz"
  /// The remark of a backup that was taken before a restore.
  static let safetyRemark = BackupManifest.safetyRemark

  func preview(_ context: StepContext) -> [String] {
    guard let plan = try? SQLiteDatabase.plan(context),
      let draft = try? BackupDraft(leg: .databaseFull, context: context)
    else { return [] }
    return BackUpDatabase.commands(plan, draft, context).flatMap { [$0.map(\.display).joined(separator: " | ")] }
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    let plan: DatabasePlan
    do throws(StepFailure) { plan = try SQLiteDatabase.plan(context) } catch {
      return [Preflight(severity: .critical, text: LocalizedText(error.message))]
    }
    var lines = BackupPreflight.tools(["sqlite3", "gzip"])
    if let facts = FileSystem.facts(plan.schema) {
      lines.append(BackupPreflight.space(needed: facts.bytes * 2, at: context.backups))
    } else if context.step.arguments["safety"] != nil {
      lines.append(
        .fine("\(plan.schema) n’existe plus : rien à garder", "\(plan.schema) is gone: nothing to keep"))
    } else {
      lines.append(.critical("\(plan.schema) n’existe pas", "\(plan.schema) does not exist"))
    }
    return lines
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let plan = try SQLiteDatabase.plan(context)
    let isSafety = context.step.arguments["safety"] != nil
    if isSafety, let reason = await BackUpDatabase.nothingToSave(plan, context) { return .skipped(reason) }
    let draft = try BackupDraft(leg: .databaseFull, context: context)
    if let manifest = draft.published() { return BackupReport.outcome(manifest, context) }
    try draft.begin()
    do throws(StepFailure) {
      let manifest = try await make(plan, draft, remarks: isSafety ? [BackUpDatabase.safetyRemark] : [], context)
      return BackupReport.outcome(manifest, context)
    } catch {
      draft.discard()
      throw error
    }
  }

  func undo(_ context: StepContext) async -> String? {
    if let draft = try? BackupDraft(leg: .databaseFull, context: context), draft.published() == nil { draft.discard() }
    return nil
  }

  /// Why there is no state to save before a restore: the database is gone, or damaged past dumping. Then the file that
  /// the restore sets aside is all there is.
  private static func nothingToSave(_ plan: DatabasePlan, _ context: StepContext) async -> String? {
    guard FileSystem.exists(plan.schema) else {
      return context.say("rien à sauvegarder : \(plan.schema) n’existe plus", "nothing to save: \(plan.schema) is gone")
    }
    let answer = try? await SQLiteDatabase(path: plan.schema, context: context).ask("PRAGMA quick_check(1)")
    guard answer != ["ok"] else { return nil }
    return context.say(
      "\(plan.schema) est endommagé ; le fichier sera gardé tel quel",
      "\(plan.schema) is damaged; the file will be kept as it is")
  }

  private static func commands(_ plan: DatabasePlan, _ draft: BackupDraft, _ context: StepContext) -> [[Command]] {
    let copy = draft.part + "/snapshot.sqlite"
    let file = draft.part + "/" + artefact
    return [
      [SQLiteDatabase(path: plan.schema, context: context).snapshot(to: copy)],
      [
        SQLiteDatabase(path: copy, context: context).dump(),
        Command("gzip", ["-c"], outputFile: file, limitSeconds: 3600),
      ],
      [Command("gzip", ["-t", file], limitSeconds: 3600)],
    ]
  }

  private func make(_ plan: DatabasePlan, _ draft: BackupDraft, remarks: [String], _ context: StepContext)
    async throws(StepFailure) -> BackupManifest
  {
    let commands = BackUpDatabase.commands(plan, draft, context)
    let copy = SQLiteDatabase(path: draft.part + "/snapshot.sqlite", context: context)
    let takenAt = context.now
    try await clean(commands[0], context)
    context.progress(0.3, nil)
    var contents = try await copy.contents()
    if let mode = try await SQLiteDatabase(path: plan.schema, context: context).ask("PRAGMA journal_mode").first {
      contents["(wal)"] = mode == "wal" ? 1 : 0
    }
    try await clean(commands[1], context)
    context.progress(0.7, nil)
    try await clean(commands[2], context)
    try await BackupCheck.dump(draft.part + "/" + BackUpDatabase.artefact, contents: contents, context)
    do throws(FileFault) { try FileSystem.removeFile(copy.path) } catch { throw StepFailure(error) }
    return try draft.publish(
      artefacts: [BackUpDatabase.artefact], contents: contents,
      commands: commands.map { $0.map(\.display).joined(separator: " | ") },
      tools: await BackupReport.versions(["sqlite3", "gzip"], context), takenAt: takenAt, remarks: remarks)
  }

  /// Runs what must say nothing: a dump that complains is not whole, whatever its status.
  private func clean(_ commands: [Command], _ context: StepContext) async throws(StepFailure) {
    let results = try await context.run(pipeline: commands)
    for (command, result) in zip(commands, results) where !result.errorOutput.isEmpty {
      throw StepFailure("\(command.executable): \(result.errorText)", exitStatus: result.shellStatus)
    }
  }
}
