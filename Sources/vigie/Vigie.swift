import ArgumentParser
import Clients
import Glibc

/// The program a person types. The dashboard is its own; every other command is the engine's, which takes this
/// process's place. So the first picture never waits for a library that only the engine needs.
@main
enum Vigie {
  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let command = try? BridgeCommand.parse(arguments), !command.common.json else {
      Engine.replaceThisProcess(arguments: arguments)
    }
    do { try await command.run() } catch { BridgeCommand.exit(withError: error) }
  }
}
