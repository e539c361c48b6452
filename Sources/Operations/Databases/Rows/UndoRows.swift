import Host
import Maintenance

/// `restore.rows.undo`: takes rows that were brought back away again, and sets those back that were changed, in one
/// transaction. The argument `reverts` names the operation.
struct UndoRows: Verb {
  static let name = "restore.rows.undo"

  func preview(_ context: StepContext) -> [String] {
    guard let operation = context.step.arguments["reverts"] else { return [] }
    return ["mariadb < " + context.state.operation(operation) + "/undo.sql"]
  }

  func preflight(_ context: StepContext) async -> [Preflight] {
    await ServerDatabase.preflight(context) { database throws(StepFailure) in
      guard let operation = context.step.arguments["reverts"],
        let record = try RowsRecord.recall(operation, context.state)
      else { return [] }
      guard try await database.named(record.names.before).exists() else {
        return [
          .critical(
            "\(record.names.before) n’est plus sur le serveur : lancez undo.sql de l’opération \(operation)",
            "\(record.names.before) is no longer on the server: run undo.sql of the operation \(operation)")
        ]
      }
      return try await SchemaPreflight.connections(database)
    }
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let operation = try context.argument("reverts")
    guard let record = try RowsRecord.recall(operation, context.state) else {
      throw StepFailure(
        context.say("\(operation) n’a pas ramené de lignes", "\(operation) brought no rows back"), isUntouched: true)
    }
    let live = try ServerDatabase.usable(context, restoring: true)
    let exchange = RowsExchange(record, live, try ServerDatabase.usable(context), context)
    let counts = try await exchange.counts()
    try await exchange.perform(record.reversal, marking: "undone")
    try await live.perform(Array(record.unmaking.utf8), name: "unmake", inSchema: false)
    let said = counts.filter { $0.came + $0.setBack > 0 }.map { count in
      let (came, setBack) = (count.came, count.setBack)
      let words = [
        came == 0 ? nil : context.say("\(came) \(came > 1 ? "ôtées" : "ôtée")", "\(came) taken away"),
        setBack == 0
          ? nil : context.say("\(setBack) \(setBack > 1 ? "remises" : "remise") comme avant", "\(setBack) set back"),
      ]
      return count.table + context.say(" : ", ": ") + words.compactMap { $0 }.joined(separator: ", ")
    }.joined(separator: context.say(" ; ", "; "))
    return StepOutcome(exitStatus: 0, message: said, facts: [StepStatus.resultFact: said])
  }
}
