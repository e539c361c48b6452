import ArgumentParser
import Clients
import Maintenance

/// `vigie backup LEG`
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "backup", abstract: "Run a leg of the backups now.")

  @Argument(help: "database.full, files.full, configuration.full, …")
  var leg: BackupLeg

  @OptionGroup var confirmation: ConfirmationOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await Session.run(common) { session in
      try await OperationRun(session: session, request: .backup(leg: leg), answers: confirmation).run()
    }
  }
}

extension BackupLeg: ExpressibleByArgument {}
