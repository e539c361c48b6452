import ArgumentParser

/// How a command that changes something is confirmed.
package struct ConfirmationOptions: ParsableArguments {
  package init() {}

  @Flag(name: [.customShort("y"), .long], help: "Confirm an operation that asks yes or no.")
  package var yes = false

  @Option(help: "Confirm a dangerous operation with the exact name of its target.")
  package var confirm: String?

  @Option(help: "Why: kept in the register.")
  package var reason: String?
}
