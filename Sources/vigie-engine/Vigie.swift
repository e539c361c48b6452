import ArgumentParser
import Clients

/// The command line's root. Without a subcommand it is the dashboard.
@main
struct Vigie: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vigie",
    abstract: "A terminal bridge for the on-call engineer: services, capacity, backups, rounds, live over SSH.",
    discussion: "Without a command, vigie shows the dashboard; without a plan, the sandbox.",
    version: Version.current,
    subcommands: [
      SituationCommand.self, CheckCommand.self, PlanCommand.self, CapacityCommand.self, BackupCommand.self,
      BackupsCommand.self, RestoreCommand.self, RevertCommand.self, DrillCommand.self, ScheduleCommand.self,
      ExportCommand.self,
      RoundCommand.self, ServiceCommand.self,
      OperationCommand.self, AlertCommand.self, RegisterCommand.self, AgentCommand.self, WorkerCommand.self,
      SandboxSiteCommand.self, AppearanceCommand.self,
    ],
    defaultSubcommand: SituationCommand.self)

  static func main() async {
    let commands = Set(configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"])
    await main(ArgumentOrder.ordered(Array(CommandLine.arguments.dropFirst()), commands: commands))
  }
}
