import ArgumentParser

/// The command line's root.
@main
struct Vigie: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "vigie", abstract: "A terminal bridge for the on-call engineer.")
}
