import Host
import Maintenance

/// `backup.schema`: a full backup of a server's schema: one consistent state as a compressed dump, with the place in the
/// binary log from which a restore can go on. With the argument `safety` it is the copy that a restore takes of what it is
/// about to replace.
struct BackUpSchema: Verb {
  static let name = "backup.schema"
  /// The argument of a safety copy that a restore can do without: what is live is set aside under another name, and may be
  /// too damaged to be dumped.
  static let lenientArgument = "lenient"

  func preview(_ context: StepContext) -> [String] {
    guard let database = try? ServerDatabase(context),
      let draft = try? BackupDraft(leg: .databaseFull, context: context)
    else { return [] }
    let file = draft.part + "/" + BackUpSchema.artefact(context)
    let pipeline = [database.dump(), Compression.of(context.plan).packing(into: file)]
    return [
      database.statement("FLUSH BINARY LOGS").display, pipeline.map(\.display).joined(separator: " | "),
    ]
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    let database: ServerDatabase
    do throws(StepFailure) { database = try ServerDatabase(context) } catch {
      return [Preflight(severity: .critical, text: LocalizedText(error.message))]
    }
    let programs = database.programs
    var lines = BackupPreflight.tools([programs.client, programs.dump] + Compression.of(context.plan).programs)
    lines += await ServerPreflight(database).lines(
      mayBeGone: context.step.arguments["safety"] != nil || context.step.arguments["after"] != nil)
    if let newest = Catalogue.newest(backups: context.backups, leg: .databaseFull) {
      lines.append(BackupPreflight.space(needed: newest.bytes + newest.bytes / 2, at: context.backups))
    } else if let bytes = try? await database.bytes() {
      lines.append(BackupPreflight.space(needed: bytes, at: context.backups))
    }
    return lines
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let database = try ServerDatabase.usable(context)
    let isSafety = context.step.arguments["safety"] != nil
    if isSafety {
      guard try await database.exists() else {
        let schema = database.plan.schema
        return .skipped(
          context.say("rien à sauvegarder : \(schema) n’existe plus", "nothing to save: \(schema) is gone"))
      }
    }
    let draft = try BackupDraft(leg: .databaseFull, context: context, isSafety: isSafety)
    if let manifest = draft.published() { return BackupReport.outcome(manifest, context) }
    try draft.begin()
    do throws(StepFailure) {
      let manifest = try await make(database, draft, remarks: isSafety ? [BackupManifest.safetyRemark] : [], context)
      return BackupReport.outcome(manifest, context)
    } catch {
      draft.discard()
      guard isSafety, context.step.arguments[BackUpSchema.lenientArgument] != nil, !Task.isCancelled else {
        throw error
      }
      return StepOutcome(
        message: context.say(
          "pas de copie de sûreté (\(error.message)) ; ce qui est remplacé reste en entier sur le serveur",
          "no safety copy (\(error.message)); what is replaced stays on the server as a whole"),
        facts: [StepStatus.remarkFact: "yes"])
    }
  }

  func undo(_ context: StepContext) async -> String? {
    let isSafety = context.step.arguments["safety"] != nil
    if let draft = try? BackupDraft(leg: .databaseFull, context: context, isSafety: isSafety), draft.published() == nil
    {
      draft.discard()
    }
    return nil
  }

  static func artefact(_ context: StepContext) -> String { "database.sql" + Compression.of(context.plan).ending }

  private func make(_ database: ServerDatabase, _ draft: BackupDraft, remarks: [String], _ context: StepContext)
    async throws(StepFailure) -> BackupManifest
  {
    let compression = Compression.of(context.plan)
    let file = draft.part + "/" + BackUpSchema.artefact(context)
    let facts = try await ServerFacts.read(database)
    // Its own catalogue shows an account no more than a dump does: what it lacks is asked of its grants.
    let missing = try await ServerPreflight(database).missingGrants(facts)
    guard missing.isEmpty else {
      throw StepFailure(context.say("droits manquants : ", "missing grants: ") + missing.joined(separator: "; "))
    }
    let createStatement = try await database.createStatement()
    let form = try await database.form()
    if facts.hasBinlog { _ = try await context.run(database.statement("FLUSH BINARY LOGS")) }
    let takenAt = context.now
    let more = await database.dumpRelease()
    let pipeline = [database.dump(position: facts.hasBinlog, more: more), compression.packing(into: file)]
    let results = try await GrowingFile(file, expected: BackUpSchema.usualBytes(context)).watched(context) {
      () async throws(StepFailure) -> [CommandResult] in try await context.run(pipeline: pipeline)
    }
    // A dump that complains is not whole, whatever its status.
    for (command, result) in zip(pipeline, results) where !result.errorOutput.isEmpty {
      throw StepFailure("\(command.executable): \(SafeText.clean(result.errorText))", exitStatus: result.shellStatus)
    }
    let dumped = context.now
    let scan = try await ServerBackupCheck.dump(file, context)
    let objects = try await database.objects()
    if scan.objects != objects {
      let difference = SQLiteDatabase.difference(scan.objects.contents, expected: objects.contents) ?? ""
      throw StepFailure(
        context.say(
          "la sauvegarde ne contient pas tout ce que le serveur compte (droits manquants ?) : ",
          "the dump does not hold all that the server counts (missing grants?): ") + difference)
    }
    guard try await database.form() == form else {
      throw StepFailure(
        context.say(
          "la structure de la base a changé pendant la sauvegarde : relancez après la migration",
          "the schema was changed while it was dumped: run again after the migration"))
    }
    if facts.hasBinlog, scan.position == nil { throw StepFailure("\(file): no position of the binary log") }
    return try draft.publish(
      artefacts: [BackUpSchema.artefact(context)],
      contents: scan.rows.merging(objects.contents) { $1 },
      commands: [database.statement("FLUSH BINARY LOGS").display, pipeline.map(\.display).joined(separator: " | ")],
      tools: await BackupReport.versions(
        [database.programs.client, database.programs.dump] + compression.programs, context),
      takenAt: takenAt, seconds: dumped.seconds(since: takenAt), remarks: remarks,
      server: ServerBackup(
        engine: database.plan.engine, version: facts.version, schema: database.plan.schema,
        createStatement: createStatement, history: facts.history,
        position: scan.position.map { BinlogPosition(file: $0.file, position: $0.place) }), digests: scan.digests)
  }

  private static func usualBytes(_ context: StepContext) -> UInt64? {
    Catalogue.newest(backups: context.backups, leg: .databaseFull)?.bytes
  }
}
