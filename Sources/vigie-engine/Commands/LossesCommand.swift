import ArgumentParser
import Clients
import Maintenance
import Wire

extension BackupsCommand {
  /// `vigie backups losses`
  struct Losses: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the tables that were dropped, emptied or renamed, and when: what a restore may be wanted for.")

    @OptionGroup var common: CommonOptions

    func run() async throws {
      try await Session.run(common) { session in
        let report = try await LossReport.asked(session)
        if session.console.isJSON { return try session.console.json("vigie.losses/1", report) }
        let zone = session.zone
        let language = session.console.language
        session.console.table(
          [.moment, .name, .what, .place, .madeAgain, .just],
          report.losses.map { loss in
            [
              zone.text(loss.at), loss.name.text(in: language), loss.kind.words.text(in: language), loss.place,
              loss.madeAgainAt.map(zone.text) ?? "-", "--to \(loss.at)",
            ]
          }, none: LocalizedText(french: "aucune table perdue", english: "no table was lost"))
        report.remark(session)
      }
    }
  }
}

extension LossReport {
  /// Asks the agent, which reads what is in no backup yet from the server.
  static func asked(_ session: Session) async throws -> LossReport {
    guard case .losses(let report) = try await session.converse().ask(.losses) else {
      return LossReport(losses: [], readAt: .now)
    }
    return report
  }

  /// Says what the list may lack.
  func remark(_ session: Session) {
    guard let fault else { return }
    session.console.remark(
      "ce qui n’est dans aucune sauvegarde n’a pu être lu : \(fault.text(in: .french))",
      "what is in no backup could not be read: \(fault.text(in: .english))")
  }
}
