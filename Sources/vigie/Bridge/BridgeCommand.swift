import ArgumentParser
import Clients

/// `vigie`: the dashboard's own options.
struct BridgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "vigie", abstract: "The dashboard.")

  @OptionGroup var common: CommonOptions

  func run() throws { try Bridge.show(common.values) }
}
