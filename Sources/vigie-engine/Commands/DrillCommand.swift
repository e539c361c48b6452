import ArgumentParser
import Clients
import Maintenance

/// `vigie drill partial|full|disaster`
struct DrillCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "drill", abstract: "Restore the newest backups aside, prove them, and write a dated report.")

  @Argument(
    help: "partial (the database), full (database, files, configuration) or disaster (the same from a store alone).")
  var kind: DrillKind

  @OptionGroup var confirmation: ConfirmationOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await Session.run(common) { session in
      try await OperationRun(session: session, request: .drill(kind), answers: confirmation).run()
    }
  }
}

extension DrillKind: ExpressibleByArgument {}
