import Host
import Maintenance

/// `restore.schema.stage`: loads what was proven aside into a schema of its own on the live server, with the account that
/// restores, and compares it there. It is the rehearsal: what this server or this account would refuse is refused here, while
/// nothing live is touched.
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
    try await makeSureOfRoom(rebuilt, database, context)
    if context.step.arguments[SchemaRoom.narrowArgument] != nil {
      return try await sample(rebuilt, staged, database, context)
    }
    do throws(StepFailure) {
      try await context.run(
        database.statement("DROP DATABASE IF EXISTS \(ServerDatabase.identifier(names.new))", limitSeconds: 3600))
      let load = SchemaLoad(rebuilt, into: staged, context)
      try await load.perform()
      try await load.compare()
    } catch {
      throw ServerRemedy.explained(error, database)
    }
    let tables = context.count(rebuilt.checksums.count, .table)
    return StepOutcome(
      exitStatus: 0,
      message: context.say(
        "répété sur le serveur : \(tables) à l’identique dans \(names.new)",
        "rehearsed on the server: \(tables), identical, in \(names.new)"))
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
    let drop = database.statement(
      "DROP DATABASE IF EXISTS \(ServerDatabase.identifier(staged.plan.schema))", limitSeconds: 3600)
    do throws(StepFailure) {
      try await context.run(drop)
      let load = SchemaLoad(part, into: staged, context)
      try await load.perform()
      try await load.compareObjects()
      try await context.run(drop)
    } catch {
      _ = try? await context.run(drop)
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
      try await context.run(
        database.statement("DROP DATABASE IF EXISTS \(ServerDatabase.identifier(names.new))", limitSeconds: 3600))
      return nil
    } catch {
      return context.say("\(names.new) reste, à ôter : ", "\(names.new) stays, to be dropped: ") + error.message
    }
  }
}
