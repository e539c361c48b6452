import Host
import Maintenance

/// `drill.report`: writes what the drill has shown into a dated file, `STATE/reports/drill-….md`.
struct WriteDrillReport: Verb {
  static let name = "drill.report"

  func preview(_ context: StepContext) -> [String] { [] }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    let kind = context.step.arguments["kind"] ?? ""
    let scopes = RestoreScope.allCases.filter { context.facts["drill." + $0.rawValue] != nil }
    let lines = scopes.compactMap { context.facts["drill." + $0.rawValue] }
    let zone = ZoneFile.zone(named: context.plan.timezone) ?? .utc
    let host = HostName.read(context.host.roots)
    let facts = [
      context.say("Application : \(context.plan.application)", "Application: \(context.plan.application)"),
      context.say("Machine : \(host)", "Host: \(host)"),
      context.say("Quand : \(zone.text(context.orderedAt))", "When: \(zone.text(context.orderedAt))"),
      context.say("Opération : \(context.operation)", "Operation: \(context.operation)"),
      context.say(
        "Résultat : RÉUSSI, tout ce qui a été restauré à l’écart est tel que sauvegardé",
        "Result: PASSED, all that was restored aside is as it was backed up"),
    ]
    let title = context.say("Essai de restauration (\(kind))", "Restore drill (\(kind))")
    let text = "# \(title)\n\n" + (facts + lines).map { "- \($0)\n" }.joined()
    let path = context.state.reports + "/drill-\(kind)-\(OperationID.compact(context.orderedAt)).md"
    do throws(FileFault) {
      try FileSystem.makeFolder(context.state.reports)
      try FileSystem.writeAtomically(path, Array(text.utf8))
    } catch {
      throw StepFailure(error)
    }
    do throws(FileFault) { try FileSystem.removeTree(context.asideBackups) } catch { throw StepFailure(error) }
    let proven = scopes.map { Target($0, plan: context.plan).label }
    let (french, english) = (proven.map(\.french), proven.map(\.english))
    return StepOutcome(
      message: context.say(
        "prouvé par restauration à l’écart : \(french.joined(separator: ", ")) · \(path)",
        "proven by a restore aside: \(english.joined(separator: ", ")) · \(path)"))
  }
}
