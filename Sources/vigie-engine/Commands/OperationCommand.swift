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

  /// The title of an operation that could be acted on.
  private static func title(
    of id: String, _ conversation: WireConversation, _ canBe: (OperationStatus) -> Bool
  ) throws -> LocalizedText {
    guard case .operation(let status, _, _) = try conversation.ask(.operation(id: id, outputFrom: 0)), canBe(status)
    else {
      throw Complaint(
        french: "\(id)\u{A0}: l’opération n’en est pas là\u{A0}; « vigie operation list » dit où elle en est",
        english: "\(id): the operation is not where that could be done; \"vigie operation list\" says where it is")
    }
    return status.title
  }

  /// `vigie operation list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The latest operations, newest first.")

    @Option(help: "How many.")
    var limit = 20

    @OptionGroup var common: CommonOptions

    func validate() throws {
      guard (1...1000).contains(limit) else { throw ValidationError("--limit \(limit): expected 1 to 1000") }
    }

    func run() async throws {
      try await Session.run(common) { session in
        guard case .operations(let operations) = try await session.converse().ask(.operations(limit: limit)) else {
          return
        }
        if session.console.isJSON { return try session.console.json("vigie.operations/1", operations) }
        let zone = session.zone
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
        let conversation = try await session.converse()
        if common.dryRun {
          let title = try OperationCommand.title(of: id, conversation) { $0.state == .running }
          _ = session.rehearses(
            "arrêter\u{A0}: " + title.text(in: .french), "end: " + title.text(in: .english))
          return
        }
        _ = try conversation.ask(.cancel(operation: id))
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
        if common.dryRun {
          let title = try OperationCommand.title(of: id, conversation) { $0.canResume }
          _ = session.rehearses(
            "reprendre\u{A0}: " + title.text(in: .french), "go on with: " + title.text(in: .english))
          return
        }
        _ = try conversation.ask(.resume(operation: id))
        try await OperationFollowing(session: session, conversation: conversation).follow(id)
      }
    }
  }
}
