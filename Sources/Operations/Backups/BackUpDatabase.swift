import Host
import Maintenance

/// `backup.database`: a full backup of an SQLite database, its pages packed. With the argument `safety` it is the copy
/// that a restore takes of what it is about to replace.
///
/// What is counted and packed is one copy, while the site goes on writing.
struct BackUpDatabase: Verb {
  static let name = "backup.database"
  /// What backups of earlier versions hold: SQL text.
  static let dump = "database.sql.gz"
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
      // The copy and what it packs to; what still lies in the write-ahead log comes with it.
      let bytes = facts.bytes + (FileSystem.facts(plan.schema + "-wal")?.bytes ?? 0)
      lines.append(BackupPreflight.space(needed: bytes * 2, at: context.backups))
      lines.append(BackupPreflight.space(needed: bytes, at: context.state.operations))
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

  /// Why there is no state to save before a restore: the database is gone, or damaged. Then the file that
  /// the restore sets aside is all there is.
  private static func nothingToSave(_ plan: DatabasePlan, _ context: StepContext) async -> String? {
    guard FileSystem.exists(plan.schema) else {
      return context.say("rien à sauvegarder : \(plan.schema) n’existe plus", "nothing to save: \(plan.schema) is gone")
    }
    let live = SQLiteDatabase(path: plan.schema, context: context)
    guard (try? await SQLiteContents.prove(live)) == nil else { return nil }
    return context.say(
      "\(plan.schema) est endommagé ; le fichier sera gardé tel quel",
      "\(plan.schema) is damaged; the file will be kept as it is")
  }

  private static func commands(_ plan: DatabasePlan, _ draft: BackupDraft, _ context: StepContext) -> [[Command]] {
    let copy = draft.part + "/" + SQLitePages.file
    let packed = draft.part + "/" + SQLitePages.artefact
    return [
      [SQLiteDatabase(path: plan.schema, context: context).copy(to: copy)],
      [Command("gzip", ["-c", copy], outputFile: packed, limitSeconds: 3600)],
      [Command("gzip", ["-t", packed], limitSeconds: 3600)],
    ]
  }

  private func make(_ plan: DatabasePlan, _ draft: BackupDraft, remarks: [String], _ context: StepContext)
    async throws(StepFailure) -> BackupManifest
  {
    let commands = BackUpDatabase.commands(plan, draft, context)
    let live = SQLiteDatabase(path: plan.schema, context: context)
    let copy = SQLiteDatabase(path: draft.part + "/" + SQLitePages.file, context: context, isCopy: true)
    let takenAt = context.now
    do throws(StepFailure) { try await clean(commands[0], context) } catch {
      throw StepFailure(live.explained(error.message), exitStatus: error.exitStatus)
    }
    context.progress(0.3, nil)
    // Before anything reads it: what is packed is what this digest says.
    let digest = try Digest.sha256(of: copy.path).hexadecimal
    let doubts: [String]
    do throws(StepFailure) { doubts = try await SQLiteContents.prove(copy) } catch {
      throw StepFailure(
        "\(plan.schema): " + context.say("la copie n’est pas saine", "the copy is not sound") + ": " + error.message,
        exitStatus: error.exitStatus)
    }
    var contents = try await SQLiteContents.read(copy)
    contents.counts.merge(try BackUpDatabase.keeping(plan.schema, copy: copy.path)) { $1 }
    context.progress(0.6, nil)
    try await clean(commands[1], context)
    context.progress(0.8, nil)
    try await clean(commands[2], context)
    let scratch = try BackupCheck.scratch(context)
    defer { try? FileSystem.removeTree(scratch) }
    try await SQLitePages.unpack(
      draft.part + "/" + SQLitePages.artefact, digest: digest, to: scratch + "/" + SQLitePages.file, context)
    do throws(FileFault) { try FileSystem.removeFile(copy.path) } catch { throw StepFailure(error) }
    return try draft.publish(
      artefacts: [SQLitePages.artefact], contents: contents.counts,
      commands: commands.map { $0.map(\.display).joined(separator: " | ") },
      tools: await BackupReport.versions(["sqlite3", "gzip"], context), takenAt: takenAt,
      remarks: remarks + doubts + contents.remarks.filter { !doubts.contains($0) },
      digests: [SQLitePages.file: digest])
  }

  /// How the file is kept: whose it is, and its write-ahead log (byte 18 of the header is then 2,
  /// https://www.sqlite.org/fileformat2.html).
  private static func keeping(_ live: String, copy: String) throws(StepFailure) -> [String: Int] {
    var head: [UInt8] = []
    do throws(FileFault) {
      try FileSystem.readPieces(copy) { piece in
        head = Array(piece.prefix(20))
        return false
      }
    } catch {
      throw StepFailure(error)
    }
    var counts = ["(wal)": head.count > 18 && head[18] == 2 ? 1 : 0]
    if let facts = FileSystem.facts(live) {
      counts["(owner)"] = Int(facts.owner)
      counts["(group)"] = Int(facts.group)
      counts["(mode)"] = Int(facts.mode)
    }
    return counts
  }

  /// Runs what must say nothing: a copy that complains is not whole, whatever its status.
  private func clean(_ commands: [Command], _ context: StepContext) async throws(StepFailure) {
    let results = try await context.run(pipeline: commands)
    for (command, result) in zip(commands, results) where !result.errorOutput.isEmpty {
      throw StepFailure("\(command.executable): \(result.errorText)", exitStatus: result.shellStatus)
    }
  }
}
