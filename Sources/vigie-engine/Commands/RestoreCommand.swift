import ArgumentParser
import Clients
import Maintenance

/// `vigie restore SCOPE`
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Rebuild from a backup aside, prove it, then put it in place.")

  @Argument(help: "database, files or configuration.")
  var scope: RestoreScope

  @Option(help: "The backup's id, as `vigie backups list` shows it; else the newest that holds.")
  var fromBackup: String?

  @Option(help: "Until this moment, RFC 3339 (2026-11-22T11:59:58+01:00): the database as it was just before it.")
  var to: Timestamp?

  @Option(help: "Bring what is needed back from this store of the plan first.")
  var from: String?

  @OptionGroup var confirmation: ConfirmationOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await Session.run(common) { session in
      if let from, !common.dryRun {
        try await OperationRun(
          session: session, request: .fetch(store: from, scope: scope, moment: to), answers: confirmation
        ).run()
      }
      try await OperationRun(
        session: session, request: .restore(scope: scope, backup: fromBackup, moment: to), answers: confirmation
      )
      .run()
    }
  }
}

extension RestoreScope: ExpressibleByArgument {}

extension Timestamp: ExpressibleByArgument {
  public init?(argument: String) { self.init(argument) }
}
