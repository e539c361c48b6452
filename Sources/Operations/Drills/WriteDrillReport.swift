import Host
import Maintenance

/// `drill.report`: writes what the drill has shown into a dated file, `STATE/reports/drill-….md`.
struct WriteDrillReport: Verb {
  static let name = "drill.report"

  func preview(_ context: StepContext) -> [String] { [] }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let kind = context.step.arguments["kind"] ?? ""
    let lines = RestoreScope.allCases.compactMap { context.facts["drill." + $0.rawValue] }
    let title = context.say(
      "Essai de restauration (\(kind)) du \(context.orderedAt)", "Restore drill (\(kind)) of \(context.orderedAt)")
    let text =
      "# \(title)\n\n" + context.say("Opération \(context.operation).", "Operation \(context.operation).") + "\n\n"
      + lines.map { "- \($0)\n" }.joined()
    let path = context.state.reports + "/drill-\(kind)-\(OperationID.compact(context.orderedAt)).md"
    do throws(FileFault) {
      try FileSystem.makeFolder(context.state.reports)
      try FileSystem.writeAtomically(path, Array(text.utf8))
    } catch {
      throw StepFailure(error)
    }
    return StepOutcome(message: path)
  }
}
