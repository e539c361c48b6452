import ArgumentParser
import Clients
import Dashboard
import Host
import Maintenance
import Wire

/// `vigie check`: for monitoring systems.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "One line and an exit status, as monitoring plugins give them.")

  @OptionGroup var common: CommonOptions

  /// The time limit of the guidelines.
  private static let limitSeconds: Double = 10

  func run() async throws {
    let session = Session(common.values)
    let situation: Situation
    do { situation = try await Self.situation(session) } catch {
      // A check that cannot be made is unknown, never fine.
      session.console.say("VIGIE UNKNOWN - " + error.text.text(in: session.console.language))
      throw ExitCode(3)
    }
    let language = session.surroundings.language(plan: situation.isSandbox ? nil : situation.language)
    let report = PluginReport(
      situation: situation, wording: Wording(language, zone: situation.zone))
    if common.json {
      try session.console.json("vigie.situation/1", situation)
    } else {
      session.console.say(report.line)
    }
    if report.status != 0 { throw ExitCode(report.status) }
  }

  /// The agent's Situation, or one read directly when no agent runs. None is started: a check changes nothing.
  private static func situation(_ session: Session) async throws(Complaint) -> Situation {
    var disagreement: Complaint?
    do throws(WireError) {
      let conversation = try WireConversation(
        path: session.surroundings.state.socket, program: Version.current, limitSeconds: limitSeconds)
      // What another plan watches says nothing of the one that was asked for.
      if case .other(let complaint) = session.surroundings.agreement(with: conversation.welcome) {
        disagreement = complaint
        throw WireError.closed
      }
      guard case .situation(let situation) = try conversation.ask(.situation, limitSeconds: limitSeconds) else {
        throw WireError.closed
      }
      return situation
    } catch {
      if let disagreement { throw disagreement }
      guard case .noAgent = error else { throw Complaint(error) }
      return try await DirectReading(surroundings: session.surroundings).situation()
    }
  }
}
