import ArgumentParser
import Clients
import Host
import Sandbox

/// `vigie sandbox-site`: the sandbox's own HTTP site. The agent starts it; it can be stopped, killed and restarted.
struct SandboxSiteCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sandbox-site", abstract: "The sandbox's HTTP site (started by the agent).", shouldDisplay: false)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    let surroundings = Surroundings(common)
    throw ExitCode(await SandboxSite.run(state: surroundings.state))
  }
}
