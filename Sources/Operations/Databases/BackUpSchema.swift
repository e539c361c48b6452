import Glibc
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
    let pipeline = BackUpSchema.pipeline(database.dump(), into: file, context)
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
    var lines = BackupPreflight.tools(
      [programs.client, programs.dump, "sed", "tee"] + BackUpSchema.compression(context).programs)
    lines += await ServerPreflight(database).lines(
      mayBeGone: context.step.arguments["safety"] != nil || context.step.arguments["after"] != nil)
    if let newest = Catalogue.newest(backups: context.backups, leg: .databaseFull, now: context.now) {
      lines.append(BackupPreflight.space(needed: newest.bytes + newest.bytes / 2, at: context.backups))
    } else if let bytes = try? await database.bytes() {
      lines.append(BackupPreflight.space(needed: bytes, at: context.backups))
    }
    return lines
  }

  /// What is dropped before its successor is loaded must be saved whole.
  func adapted(_ context: StepContext) async -> [String: String] {
    context.step.arguments[BackUpSchema.lenientArgument] == nil
      ? context.step.arguments : await SchemaRoom.adapted(context)
  }

  /// Where the disk or the processor is short, one thing is done after the other.
  func mayBeginBeside(_ context: StepContext) -> Bool {
    guard BackUpSchema.mayBeEarly(context), sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1,
      let newest = Catalogue.newest(backups: context.backups, leg: .databaseFull, now: context.now),
      let free = FileSystem.freeBytes(context.backups)
    else { return false }
    return free > 20 * newest.bytes + 1 << 30
  }

  /// The copy of what stays on the server as well need not be of its last second; what is dropped must be. The new full may be
  /// of the moment in which what came into place is checked, unless events are put back after it: they would not be in it.
  private static func mayBeEarly(_ context: StepContext) -> Bool {
    guard !isSafety(context) else {
      return context.step.arguments[lenientArgument] != nil && context.step.arguments[SchemaRoom.narrowArgument] == nil
    }
    guard let placed = try? SwapRecord.recall(context.operation, context.state) else { return false }
    return placed.newCode.of(.event).isEmpty
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let database = try ServerDatabase.usable(context)
    let isSafety = BackUpSchema.isSafety(context)
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
      var outcome = BackupReport.outcome(manifest, context)
      // The check that follows need not unpack it again.
      outcome.facts.merge(BackupReport.readThrough(manifest)) { $1 }
      return outcome
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

  func takeBack(_ context: StepContext) {
    try? BackupDraft(leg: .databaseFull, context: context, isSafety: BackUpSchema.isSafety(context)).takeBack()
  }

  func undo(_ context: StepContext) async -> String? {
    let isSafety = BackUpSchema.isSafety(context)
    if let draft = try? BackupDraft(leg: .databaseFull, context: context, isSafety: isSafety), draft.published() == nil
    {
      draft.discard()
    }
    return nil
  }

  static func artefact(_ context: StepContext) -> String { "database.sql" + compression(context).ending }

  private static func isSafety(_ context: StepContext) -> Bool { context.step.arguments["safety"] != nil }

  private static func compression(_ context: StepContext) -> Compression {
    isSafety(context) ? .ofSafetyCopy(context.plan) : .of(context.plan)
  }

  private func make(_ database: ServerDatabase, _ draft: BackupDraft, remarks: [String], _ context: StepContext)
    async throws(StepFailure) -> BackupManifest
  {
    let file = draft.part + "/" + BackUpSchema.artefact(context)
    let facts = try await ServerFacts.read(database)
    // Its own catalogue shows an account no more than a dump does: what it lacks is asked of its grants.
    let missing = try await ServerPreflight(database).missingGrants(facts)
    guard missing.isEmpty else {
      throw StepFailure(context.say("droits manquants : ", "missing grants: ") + missing.joined(separator: "; "))
    }
    guard facts.traps.isEmpty else {
      throw StepFailure(
        context.say("le serveur fait oublier des lignes : ", "the server makes a dump leave rows out: ")
          + facts.traps.joined(separator: "; "))
    }
    let createStatement = try await database.createStatement()
    let settings = try await ServerSettings.read(database, engines: facts.engines)
    let forms = try await ServerForms.read(database)
    if facts.hasBinlog { _ = try await context.run(database.statement("FLUSH BINARY LOGS")) }
    let takenAt = context.now
    let release = await database.dumpRelease()
    let ignored = forms.broken.map { "--ignore-table=\(database.plan.schema).\($0.name)" }
    let (scanning, kept) = (DumpScanning(), PassingDigest())
    let dump = database.dump(position: facts.hasBinlog, more: release + ignored)
    let pipeline = BackUpSchema.pipeline(dump, into: file, keeping: kept, reading: scanning, context)
    let results = try await GrowingFile(file, expected: BackUpSchema.usualBytes(context)).watched(context) {
      () async throws(StepFailure) -> [CommandResult] in try await context.run(pipeline: pipeline)
    }
    // A dump that complains is not whole, whatever its status.
    for (command, result) in zip(pipeline, results) where !result.errorOutput.isEmpty {
      throw StepFailure("\(command.executable): \(SafeText.clean(result.errorText))", exitStatus: result.shellStatus)
    }
    let dumped = context.now
    let scan = try ServerBackupCheck.judged(scanning.scanner, name: file, context)
    // What was read is what lies on the disk.
    guard try Digest.sha256(of: file).hexadecimal == kept.hexadecimal else {
      throw StepFailure("\(file): " + context.say("n’est pas ce qui a été écrit", "is not what was written"))
    }
    var objects = try await database.objects()
    objects.views -= forms.broken.filter(\.isView).count
    objects.tables -= forms.broken.filter { !$0.isView }.count
    if scan.objects != objects {
      let difference = SQLiteDatabase.difference(scan.objects.contents, expected: objects.contents) ?? ""
      throw StepFailure(
        context.say(
          "la sauvegarde ne contient pas tout ce que le serveur compte (droits manquants ?) : ",
          "the dump does not hold all that the server counts (missing grants?): ") + difference)
    }
    guard try await ServerForms.read(database).whole == forms.whole else {
      throw StepFailure(
        context.say(
          "la structure de la base a changé pendant la sauvegarde : relancez après la migration",
          "the schema was changed while it was dumped: run again after the migration"))
    }
    if facts.hasBinlog, scan.position == nil { throw StepFailure("\(file): no position of the binary log") }
    var position = scan.position.map { BinlogPosition(file: $0.file, position: $0.place) }
    var unsaid: [String] = []
    if let file = position?.file {
      do throws(StepFailure) { position?.identity = try await database.identity(ofBinlog: file) } catch {
        unsaid.append(
          context.say(
            "de quelle histoire est \(file) n’a pu être lu : la suite ne sera jointe que par son nom : ",
            "of which history \(file) is could not be read: what follows is joined by name alone: ") + error.message)
      }
    }
    let definers = forms.definers.union(scan.definers)
    return try draft.publish(
      artefacts: [BackUpSchema.artefact(context)],
      contents: scan.rows.merging(objects.contents) { $1 },
      commands: [database.statement("FLUSH BINARY LOGS").display, pipeline.map(\.display).joined(separator: " | ")],
      tools: await BackupReport.versions(
        [database.programs.client, database.programs.dump] + BackUpSchema.compression(context).programs, context),
      takenAt: takenAt, seconds: dumped.seconds(since: takenAt),
      remarks: remarks + unsaid + (try await self.remarks(database, facts, settings, forms, scan, context)),
      server: ServerBackup(
        version: facts.version, createStatement: createStatement, history: facts.history, scan: scan,
        position: position,
        settings: settings, forms: forms, definers: definers, grants: await database.grants(of: definers),
        hasHistory: release.contains("--dump-history"), of: database.plan), digests: scan.digests)
  }

  /// The dump is packed, kept, unpacked again and read, all while it is written: what is read is what was kept.
  private static func pipeline(
    _ dump: Command, into file: String, keeping kept: PassingDigest? = nil, reading scanning: DumpScanning? = nil,
    _ context: StepContext
  ) -> [Command] {
    let compression = BackUpSchema.compression(context)
    var reading = compression.unpacking()
    reading.outputSink = scanning?.sink
    var keeping = Command("tee", [file], limitSeconds: 4 * 3600)
    keeping.outputSink = kept?.sink
    return [
      dump, DumpHead.filter,
      compression.packing(isHurried: isSafety(context) || context.step.arguments["after"] != nil), keeping, reading,
    ]
  }

  /// What the backup does not carry, or what this host lacks to build it again.
  private func remarks(
    _ database: ServerDatabase, _ facts: ServerFacts, _ settings: ServerSettings, _ forms: ServerForms,
    _ scan: ServerDumpScanner, _ context: StepContext
  ) async throws(StepFailure) -> [String] {
    var remarks = forms.broken.map { broken in
      context.say(
        "\(broken.name) est laissée de côté, le serveur ne peut plus la lire : ",
        "\(broken.name) is left out, the server cannot read it any more: ") + broken.reason
    }
    let others = SchemaStubs(scan.readers, schema: database.plan.schema).schemas
    if !others.isEmpty {
      remarks.append(
        context.say(
          "des vues ou des tables lisent d’autres bases, qui ne sont pas dans cette sauvegarde : ",
          "views or tables read other schemas, which are not in this backup: ") + others.joined(separator: ", "))
    }
    remarks += try await ServerLimits(database: database, settings: settings).remarks(longest: scan.longest).map {
      context.say($0)
    }
    remarks += await ServerSettings.lacks(
      database.programs, version: facts.version, settings: settings, host: context.host
    ).map { context.say($0) }
    return remarks
  }

  private static func usualBytes(_ context: StepContext) -> UInt64? {
    Catalogue.newest(backups: context.backups, leg: .databaseFull, now: context.now)?.bytes
  }
}

extension ServerBackup {
  /// What a full backup says of its server.
  fileprivate init(
    version: String, createStatement: String, history: String, scan: ServerDumpScanner, position: BinlogPosition?,
    settings: ServerSettings, forms: ServerForms, definers: Set<ServerAccount>, grants: [String: [String]],
    hasHistory: Bool,
    of plan: DatabasePlan
  ) {
    self.init(
      engine: plan.engine, version: version, schema: plan.schema, createStatement: createStatement, history: history,
      position: position)
    self.settings = settings.values
    self.forms = forms.ofReadable
    self.definers = definers.sorted().map(\.name)
    self.grants = grants.isEmpty ? nil : grants
    self.hasHistory = hasHistory ? true : nil
    if !forms.broken.isEmpty {
      leftOut = Dictionary(forms.broken.map { ($0.name, $0.definition) }, uniquingKeysWith: { $1 })
    }
  }
}
