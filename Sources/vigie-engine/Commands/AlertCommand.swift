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
        let zone = session.zone
        let wording = Wording(session.console.language, zone: situation.zone)
        session.console.table(
          [.severity, .state, .since, .id, .problem, .takenBy],
          situation.problems.map { problem in
            [
              wording.severity(problem.severity), wording.alertState(problem.state),
              problem.since.map(zone.text) ?? "-", problem.id,
              wording.headline(problem, in: situation) + " · " + wording.cause(problem, in: situation),
              problem.acknowledgement.map { $0.by.name + ($0.note.map { " · " + $0 } ?? "") } ?? "",
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
        let conversation = try await session.converse()
        guard case .situation(let situation) = try conversation.ask(.situation) else { return }
        guard let problem = situation.problems.first(where: { $0.id == id }) else {
          throw Complaint(
            french: "le problème \(id) n’existe pas\u{A0}; « vigie alert list » les nomme",
            english: "there is no problem \(id); \"vigie alert list\" names them")
        }
        let headline = [Language.french, .english].map { Wording($0).headline(problem, in: situation) }
        if session.rehearses(
          (undo ? "rendre\u{A0}: " : "prendre\u{A0}: ") + headline[0], (undo ? "give back: " : "take: ") + headline[1])
        {
          return
        }
        _ = try conversation.ask(undo ? .unacknowledge(problem: id) : .acknowledge(problem: id, note: note))
        if session.console.isJSON { return }
        session.console.say(
          LocalizedText(
            french: (undo ? "rendu\u{A0}: " : "pris\u{A0}: ") + headline[0],
            english: (undo ? "given back: " : "taken: ") + headline[1]))
      }
    }
  }
}
