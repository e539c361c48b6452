import ArgumentParser
import Clients

/// `vigie`: the dashboard's own options.
struct BridgeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "vigie", abstract: "The dashboard.")

  @OptionGroup var common: CommonOptions

  func run() async throws { try await Bridge.show(common.values) }
}
