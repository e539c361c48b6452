import ArgumentParser
import Clients
import Configuration
import Host
import Maintenance
import Operations

/// The command line's root. Without a subcommand it is the dashboard.
@main
struct Vigie: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vigie",
    abstract: "A terminal bridge for the on-call engineer: services, capacity, backups, rounds, live over SSH.",
    discussion: """
      Without a command, vigie shows the dashboard; without a plan, the sandbox.

      Every command takes --plan FILE, --state DIR, --lang fr|en, --json, --no-input, --read-only and --color; what \
      changes something takes --dry-run. vigie --json is the whole situation.
      """,
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
    let commands = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let word = ArgumentOrder.stranger(in: arguments, commands: Set(commands)) {
      let language = ArgumentOrder.language(in: arguments).flatMap(Language.init) ?? Surroundings.localeLanguage
      exit(withError: Console(language: language).fail(unknown(word)))
    }
    let ordered = ArgumentOrder.ordered(arguments, commands: Set(commands))
    if let meant = misspelt(in: ordered) {
      let language = ArgumentOrder.language(in: arguments).flatMap(Language.init) ?? Surroundings.localeLanguage
      exit(withError: Console(language: language).fail(meant))
    }
    await main(ordered)
  }

  /// The word after a group of commands, when it looks like one of them and is none: `backups lst`. A file that is there,
  /// as `vigie plan FILE` takes one, was meant as it stands.
  private static func misspelt(in arguments: [String]) -> Complaint? {
    guard arguments.count > 1, !arguments[1].hasPrefix("-"),
      let group = configuration.subcommands.first(where: { $0.configuration.commandName == arguments[0] })
    else { return nil }
    let names = group.configuration.subcommands.map { $0._commandName } + ["help"]
    let word = SafeText.clean(arguments[1])
    guard !names.contains(arguments[1]), !FileSystem.exists(arguments[1]),
      let meant = PlanLookup.nearest(to: word, among: names)
    else { return nil }
    return unknown("\(arguments[0]) \(word)", meant: "\(arguments[0]) \(meant)")
  }

  /// A word that is no command: what was meant, or where all commands stand.
  private static func unknown(_ word: String) -> Complaint {
    let word = SafeText.clean(word)
    let known = configuration.subcommands.compactMap {
      $0.configuration.shouldDisplay ? $0.configuration.commandName : nil
    }
    return unknown(word, meant: PlanLookup.nearest(to: word, among: known))
  }

  private static func unknown(_ word: String, meant: String?) -> Complaint {
    Complaint(
      french: "\(word)\u{A0}: pas de telle commande\u{A0};"
        + (meant.map { " vouliez-vous dire « vigie \($0) »\u{A0}?" } ?? " « vigie --help » les montre toutes"),
      english: "\(word): no such command; "
        + (meant.map { "did you mean \"vigie \($0)\"?" } ?? "\"vigie --help\" shows them all"),
      status: 64)
  }
}
