import Host
import Maintenance

/// `restore.schema.rebuild`: rebuilds the schema of a backup in a throwaway server, up to the second that is asked for,
/// proves it there, and writes the proven schema out. The live server is not touched.
struct RebuildSchema: Verb {
  static let name = "restore.schema.rebuild"
  /// The argument that holds the moment, RFC 3339; absent: the backup's own.
  static let momentArgument = "to"

  func preview(_ context: StepContext) -> [String] {
    guard let folder = try? VerifyBackup.folder(context), let manifest = try? folder.manifest(),
      let server = manifest.server, let artefact = manifest.artefacts.first
    else { return [] }
    let programs = ServerPrograms(engine: server.engine)
    var lines = [
      "\(programs.server) --skip-networking --skip-log-bin --event-scheduler=OFF --datadir=… &",
      Compression.of(file: artefact.name).unpacking(folder.file(artefact.name)).display
        + " | \(programs.client) \(server.schema)   # …",
    ]
    if let text = context.step.arguments[RebuildSchema.momentArgument] {
      let moment = Timestamp(text).map(context.plan.option) ?? text
      lines.append("# \(server.position.map { "\($0.file):\($0.position)" } ?? "–") → \(moment)")
    }
    return lines
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    do throws(StepFailure) {
      let manifest = try VerifyBackup.folder(context).manifest()
      guard let server = manifest.server else { throw StepFailure("\(manifest.id): no server's backup") }
      let programs = ServerPrograms(engine: server.engine)
      let install = programs.engine == .mysql ? [] : ["mariadb-install-db"]
      var lines = BackupPreflight.tools([programs.server, programs.client, programs.dump, "setpriv"] + install)
      // The text, the data folder built from it, and the text of what was built.
      lines.append(
        BackupPreflight.space(needed: 12 * manifest.totalBytes + 256 << 20, at: context.state.operations))
      lines += try await reachable(manifest, context)
      for lack in await ServerSettings.lacks(
        programs, version: server.version, settings: ServerSettings(server.settings ?? [:]), host: context.host)
      where SafePath.find(programs.server) != nil { lines.append(Preflight(severity: .warning, text: lack)) }
      // What keeps the server from being asked is said by the steps that need it.
      if let database = try? ServerDatabase(context, restoring: true), database.credentialsFault == nil,
        let definers = try? await DefinerPreflight(database: database, backup: server).lines()
      {
        lines += definers
      }
      return lines
    } catch {
      return [Preflight(severity: .critical, text: LocalizedText(error.message))]
    }
  }

  private func reachable(_ manifest: BackupManifest, _ context: StepContext) async throws(StepFailure) -> [Preflight] {
    guard let moment = try RebuildSchema.moment(context) else { return [] }
    do throws(RecoveryGap) {
      let chain = try RecoveryChain.find(full: manifest, archives: RebuildSchema.archives(context), moment: moment)
      let files = CountedThing.logFile.words(chain.links.count)
      let taken = context.plan.exact(manifest.takenAt)
      var lines: [Preflight] = [
        .fine(
          "Chaîne entière : complète du \(taken.text(in: .french)), puis \(files.text(in: .french))",
          "The chain is whole: full of \(taken.text(in: .english)), then \(files.text(in: .english))")
      ]
      if let first = chain.unproven.first {
        let unproven = CountedThing.logFile.words(chain.unproven.count)
        lines.append(
          .advice(
            "\(unproven.text(in: .french)) sans mention de son histoire, relié par son nom seulement ; le premier : \(first)",
            "\(unproven.text(in: .english)) without a word of its history, joined by name alone; the first: \(first)"
          ))
      }
      if chain.isRepeated {
        let words = context.plan.exact(moment)
        lines.append(
          .warning(
            "L’horloge a reculé : \(words.text(in: .french)) est passé deux fois ; c’est la seconde qui est visée",
            "The clock was set back: \(words.text(in: .english)) went by twice; the later one is meant"))
      }
      return lines
    } catch {
      let text = error.text(context.plan.exact)
      switch error {
      // What is not saved yet is saved by the operation's first step.
      case .notReached: return [.advice(text)]
      case .otherHistory: return [Preflight(severity: .warning, text: text)]
      case .missing(let file, _) where await RebuildSchema.serverHas(file, context):
        return [Preflight(severity: .warning, text: text)]
      default: return [Preflight(severity: .critical, text: text)]
      }
    }
  }

  /// Whether a file of the log can be fetched again.
  private static func serverHas(_ file: String, _ context: StepContext) async -> Bool {
    guard let database = try? ServerDatabase.usable(context), let files = try? await database.binlogs() else {
      return false
    }
    return files.contains(file)
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let folder = try VerifyBackup.folder(context)
    let manifest = try folder.manifest()
    let (rebuilt, passed, leftOut, dropped) = try await RebuildSchema.rebuild(
      folder, manifest, moment: try RebuildSchema.moment(context), context
    ) {
      server, chain async throws(StepFailure) in
      let database = server.database
      let code = try await SchemaCode.read(database)
      let objects = try await database.objects()
      let rebuilt = RebuiltSchema(
        dump: RebuiltSchema.dumpPath(context), code: code,
        tables: try await database.movableTables(in: database.plan.schema),
        createStatement: try await database.createStatement(), checksums: try await database.checksums(),
        contents: try await server.rows().merging(objects.contents) { $1 },
        moment: chain.moment ?? manifest.takenAt)
      try await RebuildSchema.writeTables(of: rebuilt, from: database, context)
      try rebuilt.keep(context)
      return (rebuilt, server.passedOver, server.leftOut, server.dropped)
    }
    let tables = rebuilt.contents.filter { !$0.key.hasPrefix("(") }
    let rows = tables.values.reduce(0, +)
    let moment = context.plan.exact(rebuilt.moment)
    let counted = context.count(rows, .row)
    let built = context.count(rebuilt.checksums.count, .table)
    let gone = RebuildSchema.gone(rebuilt, manifest, context)
    // What somebody may miss is read first.
    let missed =
      gone.isEmpty
      ? ""
      : context.say(
        "absentes de cet état, présentes dans une complète d’avant : ",
        "not in this state, though in a full of before: ")
        + gone.map { $0 + dropped.words(of: $0, context) }.joined(separator: ", ") + context.say(" ; ", "; ")
    return StepOutcome(
      exitStatus: 0,
      message: missed
        + context.say(
          "reconstruite à l’écart : \(built), \(counted), état du \(moment.text(in: .french))",
          "rebuilt aside: \(built), \(counted), state of \(moment.text(in: .english))"
        ) + RebuildSchema.passedOver(passed, context) + RebuildSchema.leftOut(leftOut, context),
      facts: [BackupReport.fact: folder.id].merging(gone.isEmpty ? [:] : [StepStatus.remarkFact: "yes"]) { $1 })
  }

  /// The tables that the full backup, or the one before it, holds and this state does not: whoever wants back what was dropped
  /// has chosen a moment behind it.
  private static func gone(_ rebuilt: RebuiltSchema, _ manifest: BackupManifest, _ context: StepContext) -> [String] {
    let earlier = Catalogue.soundManifests(backups: context.backups, leg: .databaseFull).filter {
      $0.takenAt < manifest.takenAt && $0.server?.schema == manifest.server?.schema
        && !$0.remarks.contains(BackupManifest.safetyRemark)
    }.max { $0.takenAt < $1.takenAt }
    let known = Set(manifest.contents.keys).union(earlier?.contents.keys.map { $0 } ?? [])
    return known.filter { !$0.hasPrefix("(") && rebuilt.contents[$0] == nil }.sorted()
  }

  func undo(_ context: StepContext) async -> String? {
    RebuiltSchema.discard(context)
    return nil
  }

  // MARK: Parts

  /// What is said of the statements about other schemas that a server with ours alone could not carry out.
  private static func passedOver(_ places: [String], _ context: StepContext) -> String {
    guard let first = places.first else { return "" }
    let counted = context.count(places.count, .statement)
    return context.say(
      " ; hors de cette base et non rejoué : \(counted), d’abord \(first)",
      "; about other schemas, and passed over: \(counted), the first at \(first)")
  }

  /// What is said of statements on other schemas: their form does not tell what they did to ours by triggers, routines and views
  /// that the accounts may not see.
  private static func leftOut(_ left: (count: Int, first: String)?, _ context: StepContext) -> String {
    guard let left else { return "" }
    let counted = context.count(left.count, .statement)
    return context.say(
      " ; dans le journal comme texte, pour d’autres bases : \(counted), d’abord \(left.first) ; ce que des déclencheurs ou routines, invisibles pour ces comptes, en auraient écrit ici n’y est pas (binlog_format=ROW)",
      "; in the log as text, for other schemas: \(counted), the first at \(left.first); what triggers or routines, which these accounts may not see, would have written here for it is not in it (binlog_format=ROW)"
    )
  }

  /// Writes the tables out. The views are known, and in the way: one that is broken would end the dump.
  private static func writeTables(of rebuilt: RebuiltSchema, from database: ServerDatabase, _ context: StepContext)
    async throws(StepFailure)
  {
    let drops = rebuilt.code.of(.view).map { $0.drop(in: database.plan.schema) }.joined()
    try await database.perform(Array(drops.utf8), name: "views", inSchema: false)
    var command = database.tablesDump(more: await database.dumpRelease())
    command.outputFile = rebuilt.dump
    do throws(FileFault) { try FileSystem.removeFile(rebuilt.dump) } catch { throw StepFailure(error) }
    let result = try await context.run(command)
    guard result.errorOutput.isEmpty else {
      throw StepFailure("\(command.executable): \(SafeText.clean(result.errorText))")
    }
    try DumpHead.widen(rebuilt.dump)
  }

  /// The moment that the step names.
  static func moment(_ context: StepContext) throws(StepFailure) -> Timestamp? {
    guard let text = context.step.arguments[momentArgument] else { return nil }
    guard let moment = Timestamp(text) else { throw StepFailure("\(text): not an RFC 3339 moment") }
    return moment
  }

  /// The log and differential backups in which nothing wrong is known.
  static func archives(_ context: StepContext) -> [BackupManifest] {
    [BackupLeg.databaseLog, .databaseDifferential].flatMap {
      Catalogue.soundManifests(backups: context.backups, leg: $0)
    }
  }

  /// Builds the schema of a moment in a throwaway server and hands it over; the server is gone afterwards.
  ///
  /// - Parameters:
  ///   - moment: the state before it is wanted; `nil` is the backup's own moment.
  ///   - toEnd: whether all that leads on from the backup is wanted instead, whatever its stamps say.
  static func rebuild<Value: Sendable>(
    _ folder: BackupFolder, _ manifest: BackupManifest, moment: Timestamp?, toEnd: Bool = false, _ context: StepContext,
    _ use: @Sendable (ThrowawayServer, RecoveryChain) async throws(StepFailure) -> Value
  ) async throws(StepFailure) -> Value {
    guard let backup = manifest.server, let artefact = manifest.artefacts.first else {
      throw StepFailure("\(manifest.id): no server's backup")
    }
    let chain: RecoveryChain
    do throws(RecoveryGap) {
      chain =
        toEnd
        ? RecoveryChain.whole(full: manifest, archives: archives(context))
        : try moment.map { moment throws(RecoveryGap) in
          try RecoveryChain.find(full: manifest, archives: archives(context), moment: moment)
        } ?? RecoveryChain(full: manifest.id)
    } catch {
      throw StepFailure(context.say(error.text(context.plan.exact)))
    }
    let place = context.state.operation(context.operation) + "/t"
    defer { try? FileSystem.removeTree(place) }
    let server = ThrowawayServer(
      folder: place, engine: backup.engine, schema: backup.schema, live: ServerSettings(backup.settings ?? [:]),
      packedBytes: artefact.bytes, context: context)
    try await server.makeFolder()
    async let begun = server.begun()
    let sql = place + "/full.sql"
    // The same bytes that are loaded next: what may not be in a dump is refused before it is run.
    let scan = try await RebuildSchema.read(folder, artefact, manifest, into: sql, context)
    try await begun.get()
    context.progress(0.2, manifest.id)
    try await server.load(sql, scan: scan, createStatement: backup.createStatement, at: manifest.takenAt)
    context.progress(0.5, manifest.id)
    let counted = try await prove(server.database, manifest, context)
    // Nothing is written between the count and the hand-over where no log is replayed. A history was counted with every version.
    if chain.links.isEmpty, manifest.server?.hasHistory != true { server.noteRows(counted) }
    try await LogReplay(chain: chain, manifest: manifest, place: place, context: context).apply(to: server)
    context.progress(0.8, nil)
    let value = try await use(server, chain)
    await server.stop()
    return value
  }

  /// Unpacks the dump and reads it through, as `backup.verify` does.
  private static func read(
    _ folder: BackupFolder, _ artefact: BackupArtefact, _ manifest: BackupManifest, into sql: String,
    _ context: StepContext
  ) async throws(StepFailure) -> ServerDumpScanner {
    let passing = try await ServerBackupCheck.unpacked(folder.file(artefact.name), into: sql, context)
    // Unpacking may fail for want of room, which is no fault of the backup.
    do throws(StepFailure) {
      let scan = try ServerBackupCheck.judged(passing, name: manifest.id, context)
      try ServerBackupCheck.counts(scan, manifest)
      try ServerBackupCheck.content(scan, manifest, context)
      let now = context.now
      try folder.record {
        $0.verifiedAt = now
        $0.fault = nil
      }
      return scan
    } catch {
      throw VerifyBackup.noted(error, folder)
    }
  }

  /// Whether what was loaded is what the backup says: every object, every row. Answers the rows of each table.
  private static func prove(_ database: ServerDatabase, _ manifest: BackupManifest, _ context: StepContext)
    async throws(StepFailure) -> [String: Int]
  {
    let rows = try await database.rows(withHistory: manifest.server?.hasHistory == true)
    let found = rows.merging(try await database.objects().contents) { $1 }.filter { $0.value > 0 }
    let known = ServerObjects.known(found, to: manifest.contents)
    if let difference = SQLiteDatabase.difference(known, expected: manifest.contents.filter { $0.value > 0 }) {
      throw StepFailure("\(manifest.id): \(difference)")
    }
    guard let forms = manifest.server?.forms else { return rows }
    let built = try await ServerForms.read(database).digests
    let wrong = Set(built.keys).union(forms.keys).filter { built[$0] != forms[$0] }.sorted()
    guard wrong.isEmpty else {
      throw StepFailure(
        "\(manifest.id): " + context.say("ne sont pas refaits à l’identique : ", "not built as they were: ")
          + wrong.prefix(8).joined(separator: ", "))
    }
    return rows
  }
}
