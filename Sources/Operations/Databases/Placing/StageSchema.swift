import Host
import Maintenance

/// `restore.schema.stage`: loads what was proven aside into a schema of its own on the live server, with the account that
/// restores, and compares it there. It is the rehearsal: what this server or this account would refuse is refused here, while
/// nothing live is touched. Where the tables were loaded while they were written out (``EarlyLoad``), what reads them is left to
/// be made; if what then stands there is not what was proven, all of it is loaded anew.
struct StageSchema: Verb {
  static let name = "restore.schema.stage"

  func preview(_ context: StepContext) -> [String] {
    guard let database = try? ServerDatabase(context, restoring: true) else { return [] }
    let names = SchemaNames(live: database.plan.schema, operation: context.operation)
    return [
      database.statement("CREATE DATABASE \(ServerDatabase.identifier(names.new)) …").display,
      database.source(RebuiltSchema.dumpPath(context), schema: names.new).display,
      database.statement("CHECKSUM TABLE … EXTENDED").display,
    ]
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    await ServerDatabase.preflight(context) { database throws(StepFailure) in
      let grants = try await database.ask("SHOW GRANTS").compactMap(\.first)
      return SchemaPreflight.grants(SchemaPrivileges(grants), of: database.plan.schema, context)
        + [try await SchemaRoom.read(database, context).line]
    }
  }

  func adapted(_ context: StepContext) async -> [String: String] { await SchemaRoom.adapted(context) }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let database = try ServerDatabase.usable(context, restoring: true)
    let rebuilt = try RebuiltSchema.kept(context.operation, context.state)
    let names = SchemaNames(live: database.plan.schema, operation: context.operation)
    // Once the swap is recorded, what was loaded may be live: it is not loaded again.
    if try SwapRecord.recall(context.operation, context.state) != nil {
      return .skipped(context.say("déjà chargée", "loaded already"), facts: [:])
    }
    let staged = database.named(names.new)
    let load = SchemaLoad(rebuilt, into: staged, context)
    let isNarrow = context.step.arguments[SchemaRoom.narrowArgument] != nil
    let isFinished = isNarrow ? false : try await finish(load, staged, context)
    if !isFinished {
      try await makeSureOfRoom(rebuilt, database, context)
      if isNarrow { return try await sample(rebuilt, staged, database, context) }
      do throws(StepFailure) {
        try await StageSchema.drop(staged, context)
        try await load.perform()
        try await load.compare()
      } catch {
        throw ServerRemedy.explained(error, database)
      }
    }
    let tables = context.count(rebuilt.checksums.count, .table)
    return StepOutcome(
      exitStatus: 0,
      message: context.say(
        "répété sur le serveur : \(tables) à l’identique dans \(names.new)",
        "rehearsed on the server: \(tables), identical, in \(names.new)"))
  }

  /// Makes what reads the tables where these are loaded, and compares all of it. `false` when it is to be done from the beginning:
  /// nothing was loaded, or from another dump, or not as it was proven; then nothing of it is left.
  private func finish(_ load: SchemaLoad, _ staged: ServerDatabase, _ context: StepContext) async throws(StepFailure)
    -> Bool
  {
    // One that cannot be read is of no use; what it told of goes with it.
    guard FileSystem.exists(LoadedTables.path(context.operation, context.state)) else { return false }
    let loaded = try? LoadedTables.recall(context.operation, context.state)
    // Good for one try: whoever is killed from here on begins anew.
    LoadedTables.discard(context)
    do throws(StepFailure) {
      if let loaded, try loaded.fits(load.rebuilt, in: staged.plan.schema), try await staged.exists() {
        try await load.makeCode(SchemaForm(load.rebuilt.createStatement))
        try await load.compare()
        return true
      }
    } catch {
      if Task.isCancelled { throw error }
      context.output.write(
        context.say("-- tout est chargé de nouveau\u{A0}: ", "-- all of it is loaded anew: ") + error.message + "\n")
    }
    // Where it cannot be dropped, that is said when it is about to be loaded.
    try? await StageSchema.drop(staged, context)
    return false
  }

  /// Drops the schema of the rehearsal; nothing is known of it any more.
  static func drop(_ staged: ServerDatabase, _ context: StepContext) async throws(StepFailure) {
    LoadedTables.discard(context)
    try await context.run(
      staged.statement(
        "DROP DATABASE IF EXISTS \(ServerDatabase.identifier(staged.plan.schema))", limitSeconds: 3600))
  }

  /// A server whose disk is full serves nobody: what is loaded is known now, and whether there is room for it.
  private func makeSureOfRoom(_ rebuilt: RebuiltSchema, _ database: ServerDatabase, _ context: StepContext)
    async throws(StepFailure)
  {
    let room = try await SchemaRoom.read(database, incoming: FileSystem.facts(rebuilt.dump)?.bytes ?? 0)
    let isNarrow = context.step.arguments[SchemaRoom.narrowArgument] != nil
    switch room {
    case .forTwo: return
    case .forOne where isNarrow: return
    case .forOne:
      throw StepFailure(
        context.say(room.line.text)
          + context.say(" ; recommencez, pour le confirmer", "; start again, to confirm it"))
    case .none: throw StepFailure(context.say(room.line.text))
    }
  }

  /// Where there is no room for two: the structure, and of every table the statement with the largest rows. All of it is gone
  /// again afterwards.
  private func sample(
    _ rebuilt: RebuiltSchema, _ staged: ServerDatabase, _ database: ServerDatabase, _ context: StepContext
  ) async throws(StepFailure) -> StepOutcome {
    var part = rebuilt
    part.dump = rebuilt.dump + ".sample"
    try SampleDump.write(of: rebuilt.dump, to: part.dump)
    defer { try? FileSystem.removeFile(part.dump) }
    do throws(StepFailure) {
      try await StageSchema.drop(staged, context)
      let load = SchemaLoad(part, into: staged, context)
      try await load.perform()
      try await load.compareObjects()
      try await StageSchema.drop(staged, context)
    } catch {
      try? await StageSchema.drop(staged, context)
      throw ServerRemedy.explained(error, database)
    }
    let tables = context.count(rebuilt.tables.count, .table)
    return StepOutcome(
      exitStatus: 0,
      message: context.say(
        "répété sur le serveur : la structure et les plus longues lignes de \(tables)",
        "rehearsed on the server: the structure and the longest rows of \(tables)"))
  }

  func undo(_ context: StepContext) async -> String? {
    guard let database = try? ServerDatabase(context, restoring: true) else { return nil }
    let names = SchemaNames(live: database.plan.schema, operation: context.operation)
    guard let there = try? await database.named(names.new).exists(), there else { return nil }
    do throws(StepFailure) {
      try await StageSchema.drop(database.named(names.new), context)
      return nil
    } catch {
      return context.say("\(names.new) reste, à ôter : ", "\(names.new) stays, to be dropped: ") + error.message
    }
  }
}
