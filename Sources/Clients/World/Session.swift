import ArgumentParser
import Maintenance
import Wire

/// What a command that talks to the agent works with: where it is, how it prints, whom it asks.
package struct Session {
  package let surroundings: Surroundings
  package let console: Console

  package init(_ options: ClientOptions) {
    surroundings = Surroundings(options)
    console = Console(language: surroundings.language(plan: nil), isJSON: options.json)
  }

  /// Runs a command's body; a complaint is said on standard error and becomes the exit status.
  package static func run(_ common: CommonOptions, _ body: (Session) async throws -> Void) async throws {
    let session = Session(common.values)
    do { try await body(session) } catch { throw session.ending(error) }
  }

  /// The same for a body that waits for nothing, and options that are values already.
  package static func run(_ options: ClientOptions, _ body: (Session) throws -> Void) throws {
    let session = Session(options)
    do { try body(session) } catch { throw session.ending(error) }
  }

  private func ending(_ error: any Error) -> any Error {
    switch error {
    case let complaint as Complaint: console.fail(complaint)
    case let error as WireError: console.fail(Complaint(error))
    default: error
    }
  }

  /// A conversation with the agent, which is started when none runs.
  package func converse() async throws(Complaint) -> WireConversation {
    let conversation = try await AgentLink(surroundings).converse()
    switch surroundings.agreement(with: conversation.welcome) {
    case .same: break
    case .changed: console.remark(PlanAgreement.changedRemark)
    case .other(let complaint): throw complaint
    }
    return conversation
  }

  /// Refuses what would change something when `--read-only` was given.
  package func mayChange() throws(Complaint) {
    guard surroundings.options.readOnly else { return }
    throw Complaint(
      french: "--read-only : rien n’est changé ; enlevez l’option pour agir",
      english: "--read-only: nothing is changed; drop the option to act", status: 77)
  }
}
