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
      guard let operation = context.step.arguments["reverts"] else { return [] }
      guard let record = try RowsRecord.recall(operation, context.state) else {
        return [
          .critical(
            "Ce que \(operation) avait mis de côté a été ôté : lancez son undo.sql",
            "What \(operation) had set aside was dropped: run its undo.sql")
        ]
      }
      guard try await database.named(record.names.before).exists() else {
        return [
          .critical(
            "\(record.names.before) n’est plus sur le serveur : lancez undo.sql de l’opération \(operation)",
            "\(record.names.before) is no longer on the server: run undo.sql of the operation \(operation)")
        ]
      }
      let exchange = RowsExchange(record, database, database, context)
      let kept = try await exchange.changedSince().filter { $0.changed + $0.others > 0 }.map { count in
        Preflight.advice(
          "\(count.table) : \(Self.left(count, .french)), cela reste",
          "\(count.table): \(Self.left(count, .english)); they stay")
      }
      return kept + (try await SchemaPreflight.connections(database))
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
    let kept = try await exchange.changedSince()
    let changed = Dictionary(kept.map { ($0.table, $0.changed) }, uniquingKeysWith: { $1 })
    let counts = try await exchange.counts().map { count in
      // What was changed since stays; rows that came and rows that were set back are not told apart in it.
      let left = changed[count.table] ?? 0
      let came = max(0, count.came - left)
      return (table: count.table, came: came, setBack: max(0, count.setBack - (left - (count.came - came))))
    }
    try await exchange.perform(record.reversal, marking: "undone")
    _ = try await exchange.unmake()
    var said = counts.filter { $0.came + $0.setBack > 0 }.map { count in
      let (came, setBack) = (count.came, count.setBack)
      let words = [
        came == 0 ? nil : context.say("\(came) \(came > 1 ? "ôtées" : "ôtée")", "\(came) taken away"),
        setBack == 0
          ? nil : context.say("\(setBack) \(setBack > 1 ? "remises" : "remise") comme avant", "\(setBack) set back"),
      ]
      return count.table + context.say(" : ", ": ") + words.compactMap { $0 }.joined(separator: ", ")
    }.joined(separator: context.say(" ; ", "; "))
    let remarks = kept.filter { $0.changed + $0.others > 0 }.map { count in
      count.table + context.say(" garde ", " keeps ")
        + context.say(Self.left(count, .french), Self.left(count, .english))
    }
    said = ([said] + remarks).filter { !$0.isEmpty }.joined(separator: context.say(" ; ", "; "))
    return StepOutcome(
      exitStatus: 0, message: said,
      facts: [StepStatus.resultFact: said].merging(remarks.isEmpty ? [:] : [StepStatus.remarkFact: "yes"]) { $1 })
  }

  /// `1 row changed since, 2 written since`.
  private static func left(_ count: (table: String, changed: Int, others: Int), _ language: Language) -> String {
    let french = language == .french
    return [
      count.changed == 0
        ? nil
        : BackupContents.rows(count.changed).words.text(in: language)
          + (french ? " changée\(count.changed > 1 ? "s" : "") depuis" : " changed since"),
      count.others == 0
        ? nil
        : BackupContents.rows(count.others).words.text(in: language)
          + (french ? " écrite\(count.others > 1 ? "s" : "") depuis" : " written since"),
    ].compactMap { $0 }.joined(separator: ", ")
  }
}
