import Host
import Maintenance

/// `maintenance.begin`: tells the application that it is being worked on, as the plan says how.
struct BeginMaintenance: Verb {
  static let name = "maintenance.begin"

  func preview(_ context: StepContext) -> [String] {
    context.plan.maintenanceMode.map { [MaintenanceSwitch.command($0.begin, $0).display] } ?? []
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    guard let mode = context.plan.maintenanceMode else { return MaintenanceSwitch.none(context) }
    try await context.run(MaintenanceSwitch.command(mode.begin, mode))
    return StepOutcome(
      exitStatus: 0, message: context.say("en maintenance", "in maintenance"), facts: [BeginMaintenance.name: "yes"])
  }

  func undo(_ context: StepContext) async -> String? {
    // Only where it was begun: a mode that a person has set stays.
    guard let mode = context.plan.maintenanceMode, context.facts[Self.name] != nil else { return nil }
    _ = try? await context.run(MaintenanceSwitch.command(mode.end, mode))
    return context.say("maintenance terminée", "maintenance ended")
  }
}
