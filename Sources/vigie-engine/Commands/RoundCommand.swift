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
        let zone = PlanSource(session.surroundings).zone
        let wording = Wording(console.language, zoneOffsetSeconds: situation.zoneOffsetSeconds)
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
        guard
          case .ticked(let tick) = try await session.converse().ask(
            .tick(period: period, task: task, verdict: verdict, note: note))
        else { return }
        if session.console.isJSON { return try session.console.json("vigie.tick/1", tick) }
        let verdict = Wording(session.console.language).verdict(tick.verdict)
        let moment = PlanSource(session.surroundings).zone.text(tick.at)
        session.console.say("\(tick.task) \(tick.round) \(verdict) · \(tick.by.name) · \(moment)")
      }
    }
  }
}

extension Period: ExpressibleByArgument {}
extension TickVerdict: ExpressibleByArgument {}
