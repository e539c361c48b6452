import Host
import Maintenance

/// Runs what a ``RowsRecord`` says, once, and puts the triggers back that must not run for it.
struct RowsExchange: Sendable {
  let record: RowsRecord
  let live: ServerDatabase
  /// The account that may read definitions.
  let reader: ServerDatabase
  let context: StepContext

  init(_ record: RowsRecord, _ live: ServerDatabase, _ reader: ServerDatabase, _ context: StepContext) {
    self.record = record
    self.live = live
    self.reader = reader
    self.context = context
  }

  /// Runs a transaction that leaves a mark, unless the mark is there.
  func perform(_ script: String, marking mark: String) async throws(StepFailure) {
    do throws(StepFailure) {
      if try await !isDone(mark) {
        if mark == "applied" {
          try await live.perform(Array(record.preparation.utf8), name: "prepare", inSchema: false)
        }
        try await live.perform(Array(script.utf8), name: mark, inSchema: false)
      }
    } catch {
      var failure = ServerRemedy.explained(error, live)
      if failure.message.contains("ERROR 1205") {
        failure.message += " — " + ((try? await LockHolders.read(live).words(context)) ?? "")
      } else if failure.message.contains("ERROR 1242") {
        failure.message += context.say(
          " — des lignes écrites depuis y tiennent, ou ce qui a été écrit n’est pas ce qui a été sauvegardé",
          " — rows that were written since hold on to them, or what was written is not what was saved")
      }
      // The transaction was rolled back; a mark would say that it was not.
      if let done = try? await isDone(mark), !done {
        do throws(StepFailure) {
          if mark == "applied" { _ = try await unmake() }
          try await restoreTriggers()
          failure.isUntouched = true
        } catch {
          failure.message += " — " + error.message
        }
      }
      throw failure
    }
    try await restoreTriggers()
  }

  /// Drops the tables that were made and are empty. Answers those that are not: rows were written into them since.
  func unmake() async throws(StepFailure) -> [String] {
    var kept: [String] = []
    for table in record.tables where table.made != nil {
      let isThere = try await live.tables().contains(table.shape.name)
      guard isThere else { continue }
      do throws(StepFailure) {
        try await live.perform(Array(record.unmaking(table).utf8), name: "unmake", inSchema: false)
      } catch {
        guard error.message.contains("ERROR 1242") else { throw error }
        kept.append(table.shape.name)
      }
    }
    return kept
  }

  /// How many rows of each table were changed since they came back or were set back, and how many others stand in a table that
  /// was made: an undoing leaves them.
  func changedSince() async throws(StepFailure) -> [(table: String, changed: Int, others: Int)] {
    var counts: [(table: String, changed: Int, others: Int)] = []
    let there = Set(try await live.tables())
    for (index, table) in record.tables.enumerated() where there.contains(table.shape.name) {
      guard let row = try await live.ask(record.changedSince(index), limitSeconds: 3600).first, row.count == 2 else {
        continue
      }
      counts.append((table.shape.name, Int(row[0]) ?? 0, Int(row[1]) ?? 0))
    }
    return counts
  }

  private func isDone(_ mark: String) async throws(StepFailure) -> Bool {
    guard try await live.value(record.hasMark) != "0" else { return false }
    return try await live.value(record.isDone(mark)) != "0"
  }

  /// Makes the triggers anew that were taken off, and those of a table that was made again, in their order.
  private func restoreTriggers() async throws(StepFailure) {
    guard !record.allTriggers.isEmpty else { return }
    let tables = Set(try await live.tables())
    let wanted =
      record.triggers
      + record.tables.filter { tables.contains($0.shape.name) }.flatMap { $0.madeTriggers ?? [] }
    let there = Set(try await SchemaCode.read(reader).of(.trigger).map(\.key))
    guard wanted.contains(where: { !there.contains($0.key) }) else { return }
    let script = "DO GET_LOCK('vigie.rows', 60);\n"
    try await live.perform(Array(script.utf8) + record.making(wanted), name: "triggers")
  }

  /// How many rows of each table came back, and how many were set back.
  func counts() async throws(StepFailure) -> [(table: String, came: Int, setBack: Int)] {
    var counts: [(table: String, came: Int, setBack: Int)] = []
    for (index, table) in record.tables.enumerated() {
      let before = ServerDatabase.identifier(record.names.before)
      let rows = try await live.ask(
        "SELECT (SELECT COUNT(*) FROM \(before).vigie_came_\(index)), (SELECT COUNT(*) FROM \(before).\(table.shape.identifier))"
      )
      guard let row = rows.first, row.count == 2 else { continue }
      counts.append((table.shape.name, Int(row[0]) ?? 0, Int(row[1]) ?? 0))
    }
    return counts
  }

  /// The undoing as a file that stands alone: the rows as they were, then what sets them back.
  func writeUndo() async throws(StepFailure) -> String {
    let path = context.state.operation(context.operation) + "/undo.sql"
    let before = live.named(record.names.before)
    var command = before.tablesDump(more: await before.dumpRelease())
    command.outputFile = path + ".rows"
    do throws(FileFault) { try FileSystem.removeFile(path + ".rows") } catch { throw StepFailure(error) }
    try await context.run(command)
    do throws(FileFault) {
      let rows = try FileSystem.read(path + ".rows", limit: 1 << 30)
      let head =
        SchemaForm(record.form).create(record.names.before) + "USE \(ServerDatabase.identifier(record.names.before));\n"
      try FileSystem.writeAtomically(
        path, Array(head.utf8) + rows + Array(record.reversal.utf8) + record.triggersAnew(context))
      try FileSystem.removeFile(path + ".rows")
    } catch {
      throw StepFailure(error)
    }
    return path
  }

  /// The triggers of some tables, in their order.
  static func triggers(of tables: Set<String>, in code: SchemaCode, _ database: ServerDatabase)
    async throws(StepFailure)
    -> [CodeObject]
  {
    let rows = try await database.ask(
      "SELECT trigger_name, event_object_table FROM information_schema.triggers WHERE trigger_schema="
        + ServerDatabase.literal(database.plan.schema))
    let wanted = Set(rows.filter { $0.count == 2 && tables.contains($0[1]) }.map { $0[0] })
    return code.of(.trigger).filter { wanted.contains($0.name) }
  }
}
