import Host
import Maintenance

/// Puts a schema in place where the server has no room for two: what is live is dropped, then the new one is loaded under its
/// name. It was rehearsed, and the safety copy is verified; but the way back loads that copy, and whoever stops it in the
/// middle leaves an incomplete schema until it is gone on with. Run again after an interruption it begins anew.
///
/// Tables are dropped one by one: `DROP DATABASE` ends half-way at a file that is none of the server's.
struct NarrowExchange {
  private let live: ServerDatabase
  private let reader: ServerDatabase
  private let rebuilt: RebuiltSchema
  private let context: StepContext

  init(_ context: StepContext) throws(StepFailure) {
    live = try ServerDatabase.usable(context, restoring: true)
    reader = try ServerDatabase.usable(context)
    rebuilt = try RebuiltSchema.kept(context.operation, context.state)
    self.context = context
  }

  /// What the steps after it need to know: what shall be live.
  static func record(_ context: StepContext) throws(StepFailure) -> SwapRecord {
    let rebuilt = try RebuiltSchema.kept(context.operation, context.state)
    let schema = try ServerDatabase.usable(context).plan.schema
    return SwapRecord(
      schema: schema, incoming: schema, aside: schema, oldTables: [], newTables: rebuilt.tables, oldCode: SchemaCode(),
      newCode: rebuilt.code, oldForm: nil, newForm: rebuilt.createStatement, outsideKeys: [])
  }

  func perform() async throws(StepFailure) -> StepOutcome {
    // Nothing is dropped before there is something to load.
    guard FileSystem.exists(rebuilt.dump) else {
      throw StepFailure("\(rebuilt.dump): missing", isUntouched: true)
    }
    // Nor before what is dropped is saved: the room may have gone between the steps that were shown.
    let isEmpty = try await live.movableTables(in: live.plan.schema).isEmpty
    guard isEmpty || context.facts[BackupReport.safetyFact(.database)] != nil else {
      throw StepFailure(
        context.say(
          "pas la place pour deux, et aucune copie de sûreté : recommencez",
          "no room for two, and no safety copy: start again"), isUntouched: true)
    }
    let began = ContinuousClock.now
    do throws(StepFailure) {
      try await clear()
      try await SchemaLoad(rebuilt, into: live, context).fill(SchemaForm(rebuilt.createStatement))
    } catch {
      throw ServerRemedy.explained(error, live)
    }
    let seconds = Int(began.duration(to: .now) / .seconds(1))
    let schema = live.plan.schema
    return StepOutcome(
      exitStatus: 0,
      message: context.say(
        "\(schema) est en place, en \(seconds) s ; l’état d’avant n’est que dans la copie de sûreté",
        "\(schema) is in place, in \(seconds) s; the state before is in the safety copy alone"))
  }

  /// Empties the schema and gives it its new form.
  private func clear() async throws(StepFailure) {
    let form = SchemaForm(rebuilt.createStatement)
    let schema = live.plan.schema
    // Keys of other schemas that lead here find the new tables by their names.
    var script = "SET SESSION foreign_key_checks=0;\n" + form.create(schema) + form.alter(schema)
    if try await live.exists() {
      for object in try await SchemaCode.read(reader).objects.reversed() { script += object.drop(in: schema) }
      let name = ServerDatabase.identifier(schema)
      let rows = try await live.ask(
        "SELECT table_type, table_name FROM information_schema.tables WHERE table_schema=\(ServerDatabase.literal(schema)) "
          + "AND table_type IN ('BASE TABLE','SYSTEM VERSIONED','SEQUENCE')")
      // A sequence may be a table's default: it goes last.
      for (kind, word) in [(false, "TABLE"), (true, "SEQUENCE")] {
        for row in rows where row.count == 2 && (row[0] == "SEQUENCE") == kind {
          script += "DROP \(word) IF EXISTS \(name).\(ServerDatabase.identifier(row[1]));\n"
        }
      }
    }
    try await live.perform(Array(script.utf8), name: "clear", inSchema: false)
  }
}
