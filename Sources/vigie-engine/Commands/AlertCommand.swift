import ArgumentParser
import Clients
import Dashboard
import Maintenance
import Wire

/// `vigie alert list|ack`
struct AlertCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "alert", abstract: "What is to be dealt with now.", subcommands: [List.self, Acknowledge.self],
    defaultSubcommand: List.self)

  /// `vigie alert list`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Every problem, worst first.")
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        guard case .situation(let situation) = try await session.converse().ask(.situation) else { return }
        if session.console.isJSON { return try session.console.json("vigie.alerts/1", situation.problems) }
        let zone = PlanSource(session.surroundings).zone
        let wording = Wording(session.console.language, zoneOffsetSeconds: situation.zoneOffsetSeconds)
        session.console.table(
          [.severity, .state, .since, .id, .problem, .takenBy],
          situation.problems.map { problem in
            [
              wording.severity(problem.severity), wording.alertState(problem.state),
              problem.since.map(zone.text) ?? "-", problem.id,
              wording.headline(problem, in: situation) + " · " + wording.cause(problem, in: situation),
              problem.acknowledgement?.by.name ?? "",
            ]
          }, none: LocalizedText(french: "tout va bien", english: "all is well"))
      }
    }
  }

  /// `vigie alert ack ID`
  struct Acknowledge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "ack", abstract: "Take a problem, or give it back.")
    @Argument(help: "The problem's id.")
    var id: String
    @Option(help: "A note.")
    var note: String?
    @Flag(help: "Give it back.")
    var undo = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        try session.mayChange()
        _ = try await session.converse().ask(undo ? .unacknowledge(problem: id) : .acknowledge(problem: id, note: note))
      }
    }
  }
}
