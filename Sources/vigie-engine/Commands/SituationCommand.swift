import ArgumentParser
import Clients
import Maintenance
import Wire

/// `vigie --json`: the whole Situation. Without `--json`, `vigie` is the dashboard, which is the other program's.
struct SituationCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "situation", abstract: "The whole situation as JSON (what `vigie --json` does).",
    shouldDisplay: false)

  @OptionGroup var common: CommonOptions

  func run() async throws {
    try await Session.run(common) { session in
      guard case .situation(let situation) = try await session.converse().ask(.situation) else { return }
      try session.console.json("vigie.situation/1", situation)
    }
  }
}
