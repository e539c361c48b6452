import ArgumentParser

/// How a command that changes something is confirmed.
struct ConfirmationOptions: ParsableArguments {
  @Flag(name: [.customShort("y"), .long], help: "Confirm an operation that asks yes or no.")
  var yes = false

  @Option(help: "Confirm a dangerous operation with the exact name of its target.")
  var confirm: String?

  @Option(help: "Why: kept in the register.")
  var reason: String?
}
