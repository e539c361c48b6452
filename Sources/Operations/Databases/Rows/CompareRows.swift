import Host
import Maintenance

/// `restore.rows.compare`: lays the chosen rows beside the live ones, on the live server in a schema of their own, and says what
/// is different: gone, changed, added since; what depends on them; and what would have to come back with them.
struct CompareRows: Verb {
  static let name = "restore.rows.compare"
  /// So many rows of each kind are named by their key.
  private static let named = 50

  func preview(_ context: StepContext) -> [String] {
    guard let database = try? ServerDatabase(context, restoring: true) else { return [] }
    let names = SchemaNames(live: database.plan.schema, operation: context.operation)
    return [database.source(ChosenRows.dumpPath(context), schema: names.new).display]
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    await ServerDatabase.preflight(context) { database throws(StepFailure) in
      let grants = SchemaPrivileges(try await database.ask("SHOW GRANTS").compactMap(\.first))
      return SchemaPreflight.grants(grants, of: database.plan.schema, context)
    }
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let selection = try ChosenRows.selection(context)
    let chosen = try ChosenRows.recall(context.operation, context.state)
    let database = try ServerDatabase.usable(context, restoring: true)
    let names = SchemaNames(live: database.plan.schema, operation: context.operation)
    do throws(StepFailure) {
      try await context.run(database.statement("DROP DATABASE IF EXISTS \(ServerDatabase.identifier(names.new))"))
      try await context.run(
        database.statement(SchemaForm(try await database.createStatement()).create(names.new)))
      try await context.run(database.source(ChosenRows.dumpPath(context), schema: names.new))
    } catch {
      throw ServerRemedy.explained(error, database)
    }
    let difference = try await RowDifference.read(chosen, names, database, context)
    try difference.refuse(selection, context)
    var lines: [String] = []
    for table in difference.tables {
      let keys = try await difference.keys(of: table, most: Self.named, database)
      context.output.write(keys.joined(separator: "\n") + (keys.isEmpty ? "" : "\n"))
      if let line = table.line(selection, context) { lines.append(line) }
    }
    let orphans = try await difference.orphans(selection.withDependents, database)
    guard orphans.isEmpty else {
      throw StepFailure(
        orphans.joined(separator: "; ")
          + context.say(
            " : les lignes dont elles dépendent ont disparu aussi ; --with-dependents les ramène",
            ": the rows they depend on are gone too; --with-dependents brings them back"))
    }
    return StepOutcome(
      exitStatus: 0,
      message: lines.isEmpty
        ? context.say("rien ne diffère : tout est déjà là", "nothing differs: all of it is there already")
        : lines.joined(separator: "; "))
  }

  func undo(_ context: StepContext) async -> String? {
    guard let database = try? ServerDatabase(context, restoring: true) else { return nil }
    let names = SchemaNames(live: database.plan.schema, operation: context.operation)
    _ = try? await context.run(
      database.statement("DROP DATABASE IF EXISTS \(ServerDatabase.identifier(names.new))"))
    return nil
  }
}
