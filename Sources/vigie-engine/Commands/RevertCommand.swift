import ArgumentParser
import Clients
import Maintenance

/// `vigie revert OPERATION`
struct RevertCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revert", abstract: "Put back what a restore has set aside.")

  @Argument(help: "The id of the restore's operation.")
  var operation: String

  @OptionGroup var confirmation: ConfirmationOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await Session.run(common) { session in
      try await OperationRun(session: session, request: .revert(operation: operation), answers: confirmation).run()
    }
  }
}
