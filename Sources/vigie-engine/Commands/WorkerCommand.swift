import ArgumentParser
import Clients
import Host
import Operations

/// `vigie worker ID`: runs one operation. The agent starts it; a person has no need to.
struct WorkerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker", abstract: "Run one operation (started by the agent).", shouldDisplay: false)

  @Argument(help: "The operation's id.")
  var id: String

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let surroundings = Surroundings(common)
    throw ExitCode(await Worker.run(id: id, state: surroundings.state, host: surroundings.host))
  }
}
