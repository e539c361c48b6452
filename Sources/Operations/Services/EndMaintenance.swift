import Host
import Maintenance

/// `maintenance.end`: tells the application that it is no longer worked on.
struct EndMaintenance: Verb {
  static let name = "maintenance.end"

  func preview(_ context: StepContext) -> [String] {
    context.plan.maintenanceMode.map { [MaintenanceSwitch.command($0.end, $0).display] } ?? []
  }

  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome {
    guard let mode = context.plan.maintenanceMode else { return MaintenanceSwitch.none(context) }
    try await context.run(MaintenanceSwitch.command(mode.end, mode))
    return StepOutcome(exitStatus: 0, message: context.say("maintenance terminée", "maintenance ended"))
  }
}
