import Host
import Maintenance

/// `restore.database.swap`: puts the proven database in the live place; the old file stays beside it.
struct SwapDatabase: Verb {
  static let name = "restore.database.swap"

  func preview(_ context: StepContext) -> [String] {
    guard let plan = try? SQLiteDatabase.plan(context) else { return [] }
    let names = SwapNames(target: plan.schema, operation: context.operation)
    return SwapDatabase.commands(names, incoming: incoming(names, context) ?? names.buildPrefix)
  }

  static func commands(_ names: SwapNames, incoming: String) -> [String] {
    [Command("mv", [names.target, names.kept]).display, Command("mv", [incoming, names.target]).display]
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let plan = try SQLiteDatabase.plan(context)
    let names = SwapNames(target: plan.schema, operation: context.operation)
    guard let incoming = incoming(names, context) else { throw StepFailure("fact \(RebuildDatabase.fact) is missing") }
    do throws(FileFault) {
      try names.swap(incoming: incoming, companions: Swap.sqliteCompanions).perform()
    } catch {
      throw StepFailure(error)
    }
    if context.step.arguments["reverts"] != nil { return SwapDatabase.putBack(names.kept, context) }
    guard FileSystem.exists(names.kept) else { return StepOutcome(message: plan.schema) }
    return StepOutcome(message: context.say("l’ancien : ", "the old one: ") + names.kept)
  }

  /// What is said when an earlier state is back in place.
  static func putBack(_ kept: String, _ context: StepContext) -> StepOutcome {
    let said = context.say("l’état d’avant est revenu", "the state before is back")
    return StepOutcome(
      message: said + context.say(" ; gardé à côté : ", "; kept beside it: ") + kept,
      facts: [StepStatus.resultFact: said])
  }

  /// What another operation has kept, when the step says which; else what was built.
  private func incoming(_ names: SwapNames, _ context: StepContext) -> String? {
    context.step.arguments["reverts"].map { SwapNames(target: names.target, operation: $0).kept }
      ?? context.facts[RebuildDatabase.fact]
  }
}
