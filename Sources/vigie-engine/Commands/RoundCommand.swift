import ArgumentParser
import Clients
import Dashboard
import Maintenance
import Wire

/// `vigie round status|tick`
struct RoundCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "round", abstract: "The rounds of the maintenance calendar.", subcommands: [Status.self, Tick.self],
    defaultSubcommand: Status.self)

  /// `vigie round status [PERIOD]`
  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "What is done and what is still asked.")

    @Argument(help: "daily, weekly, monthly, quarterly or yearly.")
    var period: Period?

    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        guard case .situation(let situation) = try await session.converse().ask(.situation) else { return }
        let rounds = situation.rounds.filter { period == nil || $0.period == period }
        let console = session.console
        if console.isJSON { return try console.json("vigie.rounds/1", rounds) }
        if rounds.isEmpty { console.remark("le plan n’a pas cette ronde", "the plan has no such round") }
        let zone = session.zone
        let wording = Wording(console.language, zone: situation.zone)
        for round in rounds {
          console.say("\(wording.round(round.period)) \(round.round)  \(round.settledCount)/\(round.tasks.count)")
          for task in round.tasks {
            let mark = task.tick.map { "[\(wording.verdict($0.verdict))] \($0.by.name) \(zone.text($0.at))" } ?? "[ ]"
            console.say("  \(task.name)  \(mark)  \(task.title.text(in: console.language))")
            // What was answered was answered on what was measured then.
            for fact in (task.tick?.evidence ?? task.evidence).facts {
              console.say("      \(fact.text(in: console.language))")
            }
          }
        }
      }
    }
  }

  /// `vigie round tick TASK`
  struct Tick: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Answer a task of the current round.")

    @Argument(help: "The task's name, as `vigie round status` shows it.")
    var task: String

    @Option(help: "daily, weekly, monthly, quarterly or yearly.")
    var period: Period = .daily

    @Option(help: "done, problem, not-applicable or later.")
    var verdict: TickVerdict = .done

    @Option(help: "A note; needed against the evidence.")
    var note: String?

    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        try session.mayChange()
        let conversation = try await session.converse()
        if common.dryRun { return try rehearse(session, conversation) }
        guard
          case .ticked(let tick) = try conversation.ask(
            .tick(period: period, task: task, verdict: verdict, note: note))
        else { return }
        if session.console.isJSON { return try session.console.json("vigie.tick/1", tick) }
        let verdict = Wording(session.console.language).verdict(tick.verdict)
        let moment = session.zone.text(tick.at)
        session.console.say("\(tick.task) \(tick.round) \(verdict) · \(tick.by.name) · \(moment)")
      }
    }

    /// What the agent would answer: by the rules that it goes by, on the evidence of now.
    private func rehearse(_ session: Session, _ conversation: WireConversation) throws {
      guard case .situation(let situation) = try conversation.ask(.situation) else { return }
      guard let round = situation.rounds.first(where: { $0.period == period }),
        let known = round.tasks.first(where: { $0.name == task })
      else {
        throw Complaint(
          french: "la tâche \(task) n’est pas dans cette ronde\u{A0}; « vigie round status » les nomme",
          english: "there is no task \(task) in that round; \"vigie round status\" names them")
      }
      do {
        _ = try RoundRules.tick(verdict, task: task, in: round, note: note, by: conversation.welcome.person, at: .now)
      } catch {
        throw Complaint(french: "il faut une note (--note)", english: "a note is needed (--note)")
      }
      let said = [Language.french, .english].map {
        known.title.text(in: $0) + ($0 == .french ? "\u{A0}: " : ": ") + Wording($0).verdict(verdict)
      }
      _ = session.rehearses(said[0], said[1])
    }
  }
}

extension Period: ExpressibleByArgument {}
extension TickVerdict: ExpressibleByArgument {}
