import ArgumentParser
import Clients
import Glibc
import Host

/// The program a person types. The dashboard is its own; every other command is the engine's, which takes this
/// process's place. So the first picture never waits for a library that only the engine needs.
@main
enum Vigie {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    // What any other command begins with. The dashboard's own arguments are options, `--json` is the engine's.
    if let first = arguments.first, !first.hasPrefix("-") { Engine.replaceThisProcess(arguments: arguments) }
    useOneArena()
    do {
      // Nothing was asked: there is nothing to parse.
      guard !arguments.isEmpty else { return try Bridge.show(ClientOptions()) }
      let command: BridgeCommand
      do { command = try BridgeCommand.parse(arguments) } catch {
        // A command after the options, a request for help, or a mistake: the engine answers, unless an option is there
        // that only the dashboard has.
        guard arguments.contains(where: { $0 == "--theme" || $0.hasPrefix("--theme=") }) else {
          Engine.replaceThisProcess(arguments: arguments)
        }
        throw error
      }
      guard !command.common.json else { Engine.replaceThisProcess(arguments: arguments) }
      try command.run()
    } catch {
      BridgeCommand.exit(withError: error)
    }
  }
}
