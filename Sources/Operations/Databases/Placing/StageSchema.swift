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
        + (try await SchemaPreflight.room(database, context))
    }
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let database = try ServerDatabase.usable(context, restoring: true)
    let rebuilt = try RebuiltSchema.recall(context)
    let names = SchemaNames(live: database.plan.schema, operation: context.operation)
    // Once the swap is recorded, what was loaded may be live: it is not loaded again.
    if try SwapRecord.recall(context.operation, context.state) != nil {
      return .skipped(context.say("déjà chargée", "loaded already"), facts: [:])
    }
    let staged = database.named(names.new)
    do throws(StepFailure) {
      try await context.run(
        database.statement("DROP DATABASE IF EXISTS \(ServerDatabase.identifier(names.new))", limitSeconds: 3600))
      let load = SchemaLoad(rebuilt, into: staged, context)
      try await load.perform()
      try await load.compare()
    } catch {
      throw ServerRemedy.explained(error, database)
    }
    let tables = rebuilt.checksums.count
    return StepOutcome(
      exitStatus: 0,
      message: context.say(
        "répété sur le serveur : \(tables) tables identiques dans \(names.new)",
        "rehearsed on the server: \(tables) identical tables in \(names.new)"))
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
