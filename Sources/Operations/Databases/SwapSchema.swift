import Host
import Maintenance

/// `restore.schema.swap`: puts the schema that was loaded beside the live one in its place, by name. What was live stands under
/// a name of its own afterwards; with the argument `reverts` it is put back, in the same way. Nothing that holds a row is
/// dropped. Run again after an interruption, it looks where the tables are and goes on.
struct SwapSchema: Verb {
  static let name = "restore.schema.swap"
  /// The fact that names the schema in which what was live is kept.
  static let asideFact = "aside.schema"

  func preview(_ context: StepContext) -> [String] {
    guard let database = try? ServerDatabase(context, restoring: true) else { return [] }
    let names = SchemaNames(live: database.plan.schema, operation: context.operation)
    let incoming = SwapSchema.incoming(names, context)
    let live = ServerDatabase.identifier(names.live)
    if context.step.arguments[SchemaRoom.narrowArgument] != nil {
      return [
        database.statement("DROP TABLE \(live).…").display,
        database.source(RebuiltSchema.dumpPath(context), schema: names.live).display,
      ]
    }
    return [
      database.statement(
        "RENAME TABLE \(live).… TO \(ServerDatabase.identifier(names.before)).…, "
          + "\(ServerDatabase.identifier(incoming)).… TO \(live).…"
      ).display
    ]
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    await ServerDatabase.preflight(context) { database throws(StepFailure) in
      let held = SchemaPrivileges(try await database.ask("SHOW GRANTS").compactMap(\.first))
      var lines: [Preflight] = []
      if context.step.arguments["reverts"] != nil {
        lines += SchemaPreflight.grants(held, of: database.plan.schema, context)
        lines += try await wayBack(database, context)
      }
      lines += try await SchemaPreflight.connections(database)
      lines += try await SchemaPreflight.outsideKeys(database, held)
      return lines
    }
  }

  /// Whether what an earlier operation has set aside is still there.
  private func wayBack(_ database: ServerDatabase, _ context: StepContext) async throws(StepFailure) -> [Preflight] {
    guard let earlier = try earlier(context) else { return [] }
    var there = Set(try await database.movableTables(in: earlier.aside))
    if there.isEmpty, !earlier.oldTables.isEmpty {
      let placement = try await SchemaExchange(earlier, context).placement()
      guard placement != .old else {
        return [
          .fine(
            "Les tables d’avant sont encore en place ; ce qui a été ôté autour revient",
            "The tables from before are still in place; what was taken off around them comes back")
        ]
      }
      // The client of a worker that was killed may have renamed them since they were looked for.
      there = Set(try await database.movableTables(in: earlier.aside))
    }
    if there.isEmpty, !earlier.oldTables.isEmpty {
      return [
        .critical(
          "\(earlier.aside) n’est plus sur le serveur : la copie de sûreté reste",
          "\(earlier.aside) is no longer on the server: the safety copy remains")
      ]
    }
    let size = ByteWords.text(try await database.named(earlier.aside).bytes())
    let tables = CountedThing.table.words(there.count)
    return [
      .fine(
        "Mis de côté : \(earlier.aside), \(tables.text(in: .french)), \(size.text(in: .french))",
        "Set aside: \(earlier.aside), \(tables.text(in: .english)), \(size.text(in: .english))")
    ]
  }

  func adapted(_ context: StepContext) async -> [String: String] { await SchemaRoom.adapted(context) }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    if context.step.arguments[SchemaRoom.narrowArgument] != nil { return try await NarrowExchange(context).perform() }
    let began = ContinuousClock.now
    let record: SwapRecord
    if let earlier = try earlier(context) {
      let exchange = try SchemaExchange(earlier, context)
      // A client that outlived its worker may be about to rename: where the tables are is told after it has ended.
      try await exchange.waitForOurselves()
      if try await exchange.placement() == .old {
        // It had not come so far: only what was taken off for it is put back.
        try await exchange.restoreCode()
        return StepOutcome(message: exchange.words(.old), facts: [StepStatus.resultFact: exchange.words(.old)])
      }
    }
    do throws(StepFailure) {
      record = try await made(context)
    } catch {
      throw error.untouched
    }
    let exchange = try SchemaExchange(record, context)
    try await exchange.perform()
    _ = try? await context.run(
      exchange.live.statement("DROP DATABASE IF EXISTS \(ServerDatabase.identifier(record.incoming))"))
    // Nothing was set aside: an empty schema of the name would be taken for it.
    if record.oldTables.isEmpty, try await exchange.live.movableTables(in: record.aside).isEmpty {
      _ = try? await context.run(
        exchange.live.statement("DROP DATABASE IF EXISTS \(ServerDatabase.identifier(record.aside))"))
    }
    let milliseconds = Int(began.duration(to: .now) / .milliseconds(1))
    return try await outcome(record, exchange, milliseconds, context)
  }

  private func outcome(_ record: SwapRecord, _ exchange: SchemaExchange, _ milliseconds: Int, _ context: StepContext)
    async throws(StepFailure) -> StepOutcome
  {
    let seconds = "\(milliseconds / 1000).\(milliseconds / 100 % 10)"
    var facts: [String: String] = [:]
    var said: String
    if context.step.arguments["reverts"] != nil {
      said = context.say("l’état d’avant est revenu, en \(seconds) s", "the state before is back, in \(seconds) s")
      facts[StepStatus.resultFact] = said
    } else {
      said = context.say(
        "\(record.schema) est en place, en \(seconds) s", "\(record.schema) is in place, in \(seconds) s")
    }
    if !record.oldTables.isEmpty {
      facts[SwapSchema.asideFact] = record.aside
      let size = ByteWords.text(record.oldBytes)
      said += context.say(
        " ; ce qui y était reste dans \(record.aside) (\(size.text(in: .french)))",
        "; what was there stays in \(record.aside) (\(size.text(in: .english)))")
    }
    let missing = try await exchange.missingViews()
    if !missing.isEmpty {
      said +=
        context.say(
          " ; vues qui lisaient déjà ce qui n’existait plus, et que personne ne peut refaire : ",
          "; views that read what was no longer there even then, and that nobody can make: ")
        + missing.joined(separator: ", ")
    }
    let orphans = try await exchange.orphans()
    if !orphans.isEmpty {
      said +=
        context.say(
          " ; lignes d’autres bases qui ne mènent plus à rien : ", "; rows of other schemas that lead nowhere now: ")
        + orphans.joined(separator: ", ")
    }
    return StepOutcome(exitStatus: 0, message: said, facts: facts)
  }

  /// The record of this operation: an earlier run's, or a new one, written down before anything is changed.
  private func made(_ context: StepContext) async throws(StepFailure) -> SwapRecord {
    if let record = try SwapRecord.recall(context.operation, context.state) { return record }
    let database = try ServerDatabase.usable(context, restoring: true)
    let reader = try ServerDatabase.usable(context)
    let names = SchemaNames(live: database.plan.schema, operation: context.operation)
    let isThere = try await database.exists()
    let incoming = SwapSchema.incoming(names, context)
    let newCode: SchemaCode
    let newForm: String
    if let earlier = try earlier(context) {
      newCode = earlier.oldCode
      newForm = earlier.oldForm ?? earlier.newForm
    } else {
      let rebuilt = try RebuiltSchema.kept(context.operation, context.state)
      newCode = rebuilt.code
      newForm = rebuilt.createStatement
    }
    let keys = try await OutsideKey.read(database)
    let record = SwapRecord(
      schema: database.plan.schema, incoming: incoming, aside: names.before,
      oldTables: try await database.movableTables(in: names.live),
      newTables: try await database.movableTables(in: incoming),
      oldCode: isThere ? try await SchemaCode.read(reader) : SchemaCode(), newCode: newCode,
      oldForm: isThere ? try await database.createStatement() : nil, newForm: newForm, outsideKeys: keys.keys,
      oldBytes: isThere ? try await database.bytes() : 0)
    guard !record.newTables.isEmpty || newCode.objects.isEmpty && record.oldTables.isEmpty else {
      throw StepFailure(context.say("\(incoming) est vide", "\(incoming) is empty"))
    }
    try record.keep(context)
    return record
  }

  /// What the operation that is undone had written down.
  private func earlier(_ context: StepContext) throws(StepFailure) -> SwapRecord? {
    guard let operation = context.step.arguments["reverts"] else { return nil }
    guard let record = try SwapRecord.recall(operation, context.state) else {
      throw StepFailure(
        context.say("\(operation) n’a rien mis de côté", "\(operation) has set nothing aside"), isUntouched: true)
    }
    return record
  }

  private static func incoming(_ names: SchemaNames, _ context: StepContext) -> String {
    context.step.arguments["reverts"].map { SchemaNames(live: names.live, operation: $0).before } ?? names.new
  }
}
