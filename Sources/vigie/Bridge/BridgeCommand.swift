import ArgumentParser
import Clients

/// `vigie`: the dashboard's own options.
struct BridgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "vigie", abstract: "The dashboard.")

  @Option(help: "The theme to use this time: default, night, day, high-contrast, colour-blind-safe, mono, or your own.")
  var theme: String?

  @OptionGroup var common: CommonOptions

  func run() throws { try Bridge.show(common.values, theme: theme) }
}
