import ArgumentParser
import Clients
import Host
import Maintenance

/// `vigie schedule next|show`
struct ScheduleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule", abstract: "When the legs of the backups run, by the plan's calendar.",
    subcommands: [Next.self, Show.self], defaultSubcommand: Next.self)

  /// One run of one leg.
  private struct Run: Encodable {
    var leg: BackupLeg
    var at: Timestamp
    /// The same on the clock of the plan's zone: `2026-11-22T01:00:00+01:00`.
    var local: String
  }

  private static func run(_ leg: BackupLeg, _ at: Timestamp, _ zone: Zone) -> Run {
    Run(leg: leg, at: at, local: zone.text(at))
  }

  private static func say(_ runs: [Run], _ session: Session) throws {
    if session.console.isJSON { return try session.console.json("vigie.schedule/1", runs) }
    session.console.table(
      [.moment, .leg], runs.map { [$0.local, $0.leg.rawValue] },
      none: LocalizedText(french: "le plan ne prévoit aucune sauvegarde", english: "the plan has no backups due"))
  }

  /// `vigie schedule next`
  struct Next: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "The next run of each leg.")

    @Option(help: "As seen from this moment, RFC 3339; else now.")
    var at: Timestamp?

    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        let (plan, zone, _) = try session.plan()
        let moment = at ?? Timestamp(milliseconds: session.surroundings.host.clock.wallMilliseconds())
        let runs = plan.backups.compactMap { leg in
          leg.triggers.compactMap { $0.nextDue(after: moment, zone: zone) }.min().map {
            ScheduleCommand.run(leg.leg, $0, zone)
          }
        }
        try ScheduleCommand.say(runs.sorted { ($0.at, $0.leg.rawValue) < ($1.at, $1.leg.rawValue) }, session)
      }
    }
  }

  /// `vigie schedule show`
  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Every run within some days.")

    @Option(help: "From this moment, RFC 3339; else now.")
    var at: Timestamp?

    @Option(help: "How many days.")
    var days = 1

    @OptionGroup var common: CommonOptions

    func validate() throws {
      guard (1...3660).contains(days) else { throw ValidationError("--days \(days): expected 1 to 3660") }
    }

    func run() async throws {
      try await Session.run(common) { session in
        let (plan, zone, _) = try session.plan()
        let moment = at ?? Timestamp(milliseconds: session.surroundings.host.clock.wallMilliseconds())
        let end = moment.adding(seconds: Double(days) * 86_400)
        let runs = plan.backups.flatMap { leg in
          leg.runs(from: moment, until: end, zone: zone).map { ScheduleCommand.run(leg.leg, $0, zone) }
        }
        try ScheduleCommand.say(runs.sorted { ($0.at, $0.leg.rawValue) < ($1.at, $1.leg.rawValue) }, session)
      }
    }
  }
}
