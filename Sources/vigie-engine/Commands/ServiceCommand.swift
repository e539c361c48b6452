import ArgumentParser
import Clients
import Maintenance

/// `vigie service start|stop|restart|reload NAME`
struct ServiceCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "service", abstract: "Start, stop, restart or reload a service of the plan.")

  @Argument(help: "start, stop, restart or reload.")
  var verb: ServiceVerb

  @Argument(help: "The service's name in the plan.")
  var name: String

  @OptionGroup var confirmation: ConfirmationOptions
  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await Session.run(common) { session in
      try await OperationRun(session: session, request: .service(verb: verb, name: name), answers: confirmation).run()
    }
  }
}

extension ServiceVerb: ExpressibleByArgument {}
