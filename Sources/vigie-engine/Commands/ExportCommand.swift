import ArgumentParser
import Clients
import Maintenance

/// `vigie export schedule`
struct ExportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "What other programs of the host can be given.", subcommands: [Schedule.self])

  /// The forms in which a schedule is written.
  enum Form: String, CaseIterable, ExpressibleByArgument {
    case cron, systemd
  }

  /// `vigie export schedule`
  struct Schedule: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The legs as cron lines or systemd timers, for a host where no agent keeps the calendar.",
      discussion: "On the nights when the clocks change, cron and systemd skip or repeat what the agent runs once.")

    @Option(help: "cron or systemd.")
    var form = Form.cron

    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        let plan = try session.plan().plan
        guard !plan.backups.isEmpty else {
          return session.console.remark("le plan ne prévoit aucune sauvegarde", "the plan has no backups due")
        }
        let export = ScheduleExport(
          plan: plan, program: session.surroundings.commandWords, language: session.console.language)
        for line in form == .cron ? export.cron : export.systemd { session.console.say(line) }
      }
    }
  }
}
