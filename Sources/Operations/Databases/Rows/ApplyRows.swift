import Host
import Maintenance

/// `restore.rows.apply`: brings the chosen rows back into the live tables in one transaction, and keeps what undoes it: in a
/// schema beside the live one, and as a file that a person can read and run.
struct ApplyRows: Verb {
  static let name = "restore.rows.apply"

  func preview(_ context: StepContext) -> [String] {
    guard let selection = try? ChosenRows.selection(context),
      let database = try? ServerDatabase(context, restoring: true)
    else { return [] }
    let table = ServerDatabase.identifier(database.plan.schema) + "." + ServerDatabase.identifier(selection.table)
    return ["LOCK TABLES …; INSERT INTO \(table) …; UPDATE \(table) …; COMMIT"]
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    await ServerDatabase.preflight(context) { database throws(StepFailure) in
      var lines = try await SchemaPreflight.connections(database)
      if let table = context.step.arguments["table"], context.step.arguments["written"] == nil,
        try await !database.tables().contains(table)
      {
        lines.append(
          .advice(
            "\(table) n’existe plus : elle est refaite comme elle était, avec ses index, ses clés et ses déclencheurs",
            "\(table) is gone: it is made again as it was, with its indexes, keys and triggers"))
      }
      return lines
    }
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let live = try ServerDatabase.usable(context, restoring: true)
    let selection = try ChosenRows.selection(context)
    if selection.onlyWritten, !StepOffer.read(context.facts[StepOffer.fact]).contains(.apply) {
      try await CompareRows.clear(live, context)
      return .skipped(context.say("rien à écrire", "nothing to write"))
    }
    let record: RowsRecord
    do throws(StepFailure) {
      record = try await made(live, context)
    } catch {
      throw error.untouched
    }
    let written = try write(record, context)
    if selection.onlyWritten {
      // The file makes what it needs by itself.
      try await CompareRows.clear(live, context)
      let said = context.say(
        "rien n’est changé ; le SQL, à lire : \(written)", "nothing is changed; the SQL, to be read: \(written)")
      context.output.write(said + "\n")
      // The difference was said by the step before, and stays what the operation says first.
      return StepOutcome(facts: [StepStatus.resultFact: said])
    }
    let exchange = RowsExchange(record, live, try ServerDatabase.usable(context), context)
    try await exchange.perform(record.application, marking: "applied")
    let undo = try await exchange.writeUndo()
    let difference = try await RowDifference.read(
      try ChosenRows.kept(context.operation, context.state),
      SchemaNames(live: record.names.live, operation: context.operation), live, context)
    let left = difference.tables.first { $0.chosen.role == .asked }.map { $0.gone + $0.changed } ?? 0
    guard left == 0 else { throw StepFailure("\(selection.table): \(left)") }
    let counts = try await exchange.counts()
    try? await CompareRows.clear(live, context)
    let made = Dictionary(record.tables.filter { $0.made != nil }.map { ($0.shape.name, $0) }) { $1 }
    let said = counts.filter { $0.came + $0.setBack > 0 || made[$0.table] != nil }.map { count in
      let rows = Self.words(count.came, count.setBack, context)
      let again = made[count.table].map { Self.words(madeAgain: $0, context) + (rows.isEmpty ? "" : ", ") } ?? ""
      return "\(count.table)" + context.say(" : ", ": ") + again + rows
    }.joined(separator: context.say(" ; ", "; "))
    let chosen = try ChosenRows.kept(context.operation, context.state)
    let taken = record.tables.flatMap { table in
      let wanted = table.made == nil ? [] : chosen.tables.first { $0.shape == table.shape }?.triggers ?? []
      return wanted.filter { trigger in table.madeTriggers?.contains(trigger) != true }.map(\.name)
    }
    let lacks =
      taken.isEmpty
      ? ""
      : context.say(
        " ; non refaits, un autre porte leur nom : ", "; not made again, another has their name: ")
        + taken.joined(separator: ", ")
    return StepOutcome(
      exitStatus: 0,
      message: (said.isEmpty ? context.say("rien ne différait", "nothing differed") : said) + lacks
        + context.say(" ; pour défaire : ", "; to undo: ") + "vigie revert \(context.operation)"
        + context.say(", ou ", ", or ") + undo,
      facts: [SwapSchema.asideFact: record.names.before].merging(
        taken.isEmpty ? [:] : [StepStatus.remarkFact: "yes"]
      ) { $1 })
  }

  /// `made again, with 2 triggers`.
  private static func words(madeAgain table: RowsRecord.Table, _ context: StepContext) -> String {
    let count = table.madeTriggers?.count ?? 0
    return context.say("refaite", "made again")
      + (count == 0 ? "" : context.say(", avec ", ", with ") + context.count(count, .trigger))
  }

  /// `3 back, 1 set back`; what there was none of is not said.
  private static func words(_ came: Int, _ setBack: Int, _ context: StepContext) -> String {
    [
      came == 0 ? nil : context.say("\(came) \(came > 1 ? "revenues" : "revenue")", "\(came) back"),
      setBack == 0
        ? nil : context.say("\(setBack) \(setBack > 1 ? "remises" : "remise") comme avant", "\(setBack) set back"),
    ].compactMap { $0 }.joined(separator: ", ")
  }

  /// The record of this operation: an earlier run's, or a new one.
  private func made(_ live: ServerDatabase, _ context: StepContext) async throws(StepFailure) -> RowsRecord {
    if let record = try RowsRecord.recall(context.operation, context.state) { return record }
    let chosen = try ChosenRows.kept(context.operation, context.state)
    let selection = try ChosenRows.selection(context)
    let names = SchemaNames(live: live.plan.schema, operation: context.operation)
    let difference = try await RowDifference.read(chosen, names, live, context)
    let tables = difference.tables.filter { $0.chosen.role == .asked || selection.withDependents && $0.gone > 0 }
    let shapes = try await TableShape.read(live)
    let touched = Set(tables.map(\.name))
    let code = try await SchemaCode.read(try ServerDatabase.usable(context))
    let present = Set(code.of(.trigger).map(\.key))
    let children = shapes.values.sorted { $0.name < $1.name }.flatMap { table in
      table.references.filter { touched.contains($0.table) }.map {
        RowsRecord.Child(table: table.name, reference: $0)
      }
    }
    let record = RowsRecord(
      tables: tables.map { table in
        RowsRecord.Table(
          shape: table.chosen.shape, common: table.common ?? table.chosen.shape.written,
          setsBack: table.chosen.role == .asked, made: table.common == nil ? table.chosen.createStatement : nil,
          // One of the name that is there is somebody's, on another table.
          madeTriggers: table.common == nil ? table.chosen.triggers.filter { !present.contains($0.key) } : nil)
      },
      names: RowsRecord.Names(live: names.live, new: names.new, before: names.before),
      triggers: try await RowsExchange.triggers(of: touched, in: code, live), children: children,
      form: try await live.createStatement(), keepsWritten: true, countsChildren: true)
    try record.keep(context)
    return record
  }

  /// The whole as a file: the rows in a schema beside the live one, then what writes them.
  private func write(_ record: RowsRecord, _ context: StepContext) throws(StepFailure) -> String {
    let path = context.state.operation(context.operation) + "/apply.sql"
    let new = ServerDatabase.identifier(record.names.new)
    do throws(FileFault) {
      let rows = try FileSystem.read(ChosenRows.dumpPath(context), limit: 1 << 30)
      let head = SchemaForm(record.form).create(record.names.new) + "USE \(new);\n"
      try FileSystem.writeAtomically(
        path,
        Array(head.utf8) + rows + Array((record.preparation + record.application).utf8) + record.triggersAnew(context))
      return path
    } catch {
      throw StepFailure(error)
    }
  }
}
