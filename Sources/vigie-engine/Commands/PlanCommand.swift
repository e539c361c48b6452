import ArgumentParser
import Clients
import Configuration
import Maintenance

/// `vigie plan check|show`
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "The maintenance plan.", subcommands: [Check.self, Show.self],
    defaultSubcommand: Check.self)

  /// `vigie plan check [FILE]`
  struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Check a plan: every fault at its line, all in one go.")
    @Argument(help: "The plan's file; else --plan, else the installed one, else the sandbox.")
    var file: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        let (plan, remarks) = try PlanCommand.load(file, session)
        for remark in remarks { session.console.say(remark.text(in: session.console.language)) }
        let counts = [plan.services.count, plan.capacity.count, plan.backups.count, plan.rounds.count].map(String.init)
        session.console.say(
          LocalizedText(
            french:
              "\(plan.application) : plan valable · services \(counts[0]) · seuils \(counts[1]) · jambes de sauvegarde \(counts[2]) · rondes \(counts[3])",
            english:
              "\(plan.application): the plan is good · services \(counts[0]) · thresholds \(counts[1]) · backup legs \(counts[2]) · rounds \(counts[3])"
          ))
      }
    }
  }

  /// `vigie plan show [FILE]`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The plan as vigie understands it, as JSON.")
    @Argument(help: "The plan's file; else --plan, else the installed one, else the sandbox.")
    var file: String?
    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        try session.console.json("vigie.plan/1", PlanCommand.load(file, session).plan)
      }
    }
  }

  private static func load(_ file: String?, _ session: Session) throws -> (plan: Plan, remarks: [PlanFault]) {
    guard let file else {
      let source = try PlanSource(session.surroundings).load()
      return (source.plan, source.remarks)
    }
    do {
      let loaded = try PlanFile.load(path: file, isKnownZone: PlanSource.isKnownZone)
      return (loaded.plan, loaded.remarks)
    } catch {
      throw Complaint(french: error.text(in: .french), english: error.text(in: .english), status: 78)
    }
  }
}
