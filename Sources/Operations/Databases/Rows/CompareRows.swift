import Host
import Maintenance

/// `restore.rows.compare`: lays the chosen rows beside the live ones, on the live server in a schema of their own, and says what
/// is different: gone, changed, added since; what depends on them; and what would have to come back with them.
struct CompareRows: Verb {
  static let name = "restore.rows.compare"

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
    let chosen = try ChosenRows.kept(context.operation, context.state)
    let database = try ServerDatabase.usable(context, restoring: true)
    let names = SchemaNames(live: database.plan.schema, operation: context.operation)
    do throws(StepFailure) {
      try await Self.clear(database, context)
      try await context.run(
        database.statement(SchemaForm(try await database.createStatement()).create(names.new)))
      try await context.run(database.source(ChosenRows.dumpPath(context), schema: names.new))
    } catch {
      throw ServerRemedy.explained(error, database)
    }
    let difference = try await RowDifference.read(chosen, names, database, context)
    try difference.refuse(selection, context)
    let listing = RowListing(difference: difference, selection: selection, database: database, context: context)
    // What was asked for comes last: the end of the output is what is in sight.
    let ordered =
      difference.tables.filter { $0.chosen.role != .asked } + difference.tables.filter { $0.chosen.role == .asked }
    for table in ordered {
      let lines = try await listing.lines(of: table)
      if !lines.isEmpty { context.output.write(lines.joined(separator: "\n") + "\n") }
    }
    let orphans = try await difference.orphans(selection.withDependents, database)
    guard orphans.isEmpty else {
      var failure = StepFailure(
        orphans.joined(separator: "; ")
          + context.say(
            " : les lignes dont elles dépendent ont disparu aussi ; --with-dependents les ramène",
            ": the rows they depend on are gone too; --with-dependents brings them back"))
      failure.offer = selection.withDependents ? nil : .dependents
      throw failure
    }
    return outcome(of: difference, selection, context)
  }

  private func outcome(of difference: RowDifference, _ selection: RowSelection, _ context: StepContext) -> StepOutcome {
    var offers: [StepOffer] = []
    if difference.isWorthApplying(selection) { offers.append(.apply) }
    if difference.hasGoneDependents, !selection.withDependents { offers.append(.dependents) }
    let asked = difference.tables.filter { $0.chosen.role == .asked }
    let others = difference.tables.filter { $0.chosen.role != .asked }
    let lines = (asked + others).compactMap { $0.line(selection, context) }
    let said =
      offers.isEmpty
      ? context.say("rien à ramener : ", "nothing to bring back: ") + lines.joined(separator: context.say(" ; ", "; "))
      : lines.joined(separator: context.say(" ; ", "; "))
    return StepOutcome(
      exitStatus: 0, message: said, facts: StepOffer.facts(offers))
  }

  func undo(_ context: StepContext) async -> String? {
    if let database = try? ServerDatabase(context, restoring: true) { try? await Self.clear(database, context) }
    return nil
  }

  /// Drops the schema in which the chosen rows stand beside the live ones.
  static func clear(_ database: ServerDatabase, _ context: StepContext) async throws(StepFailure) {
    let names = SchemaNames(live: database.plan.schema, operation: context.operation)
    // Nothing of it is worth a line of the output.
    _ = try await database.ask("DROP DATABASE IF EXISTS \(ServerDatabase.identifier(names.new))")
  }
}
