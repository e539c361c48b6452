import ArgumentParser
import Clients
import Glibc

/// The program a person types. The dashboard is its own; every other command is the engine's, which takes this
/// process's place. So the first picture never waits for a library that only the engine needs.
@main
enum Vigie {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    // What any other command begins with. The dashboard's own arguments are options, `--json` is the engine's.
    if let first = arguments.first, !first.hasPrefix("-") { Engine.replaceThisProcess(arguments: arguments) }
    Rehearsal.begin()
    do {
      // Nothing was asked: there is nothing to parse.
      guard !arguments.isEmpty else { return try Bridge.show(ClientOptions()) }
      guard let command = try? BridgeCommand.parse(arguments), !command.common.json else {
        Engine.replaceThisProcess(arguments: arguments)
      }
      try command.run()
    } catch {
      BridgeCommand.exit(withError: error)
    }
  }
}
