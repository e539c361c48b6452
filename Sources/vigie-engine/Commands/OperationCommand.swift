import ArgumentParser
import Clients
import Dashboard
import Maintenance
import Wire

/// `vigie operation list|watch|cancel|resume`
struct OperationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "operation", abstract: "Operations, running and over.",
    subcommands: [List.self, Watch.self, Cancel.self, Resume.self], defaultSubcommand: List.self)

  /// `vigie operation list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The latest operations, newest first.")

    @Option(help: "How many.")
    var limit = 20

    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        guard case .operations(let operations) = try await session.converse().ask(.operations(limit: limit)) else {
          return
        }
        if session.console.isJSON { return try session.console.json("vigie.operations/1", operations) }
        let zone = PlanSource(session.surroundings).zone
        session.console.table(
          [.id, .start, .state, .exit, .procedure, .by],
          operations.map { operation in
            [
              operation.id, zone.text(operation.startedAt),
              Wording(session.console.language).operationState(operation.state),
              operation.exitStatus.map(String.init) ?? "-", operation.title.text(in: session.console.language),
              operation.by.name,
            ]
          }, none: LocalizedText(french: "aucune opération", english: "no operations"))
      }
    }
  }

  /// `vigie operation watch ID`
  struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Follow an operation until it is over.")
    @Argument(help: "The operation's id.")
    var id: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        try await OperationFollowing(session: session, conversation: session.converse()).follow(id)
      }
    }
  }

  /// `vigie operation cancel ID`
  struct Cancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "End a running operation.")
    @Argument(help: "The operation's id.")
    var id: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        try session.mayChange()
        _ = try await session.converse().ask(.cancel(operation: id))
      }
    }
  }

  /// `vigie operation resume ID`
  struct Resume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Go on with an interrupted operation.")
    @Argument(help: "The operation's id.")
    var id: String
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        try session.mayChange()
        let conversation = try await session.converse()
        _ = try conversation.ask(.resume(operation: id))
        try await OperationFollowing(session: session, conversation: conversation).follow(id)
      }
    }
  }
}
