import Host
import Maintenance

/// What beginning and ending the application's maintenance mode share.
enum MaintenanceSwitch {
  static func command(_ words: [String], _ mode: MaintenanceMode) -> Command {
    Command(words.first ?? "", Array(words.dropFirst()), workingDirectory: mode.folder, limitSeconds: 120)
  }

  static func none(_ context: StepContext) -> StepOutcome {
    .skipped(context.say("le plan ne connaît pas de mode maintenance", "the plan knows no maintenance mode"))
  }
}
