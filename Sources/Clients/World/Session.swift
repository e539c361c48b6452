import ArgumentParser
import Maintenance
import Wire

/// What a command that talks to the agent works with: where it is, how it prints, whom it asks.
package struct Session {
  package let surroundings: Surroundings
  package let console: Console

  package init(_ common: CommonOptions) {
    surroundings = Surroundings(common)
    console = Console(language: surroundings.language(plan: nil), isJSON: common.json)
  }

  /// Runs a command's body; a complaint is said on standard error and becomes the exit status.
  package static func run(_ common: CommonOptions, _ body: (Session) async throws -> Void) async throws {
    let session = Session(common)
    do { try await body(session) } catch let complaint as Complaint {
      throw session.console.fail(complaint)
    } catch let error as WireError {
      throw session.console.fail(Complaint(error))
    }
  }

  /// A conversation with the agent, which is started when none runs.
  package func converse() async throws(Complaint) -> WireConversation { try await AgentLink(surroundings).converse() }

  /// Refuses what would change something when `--read-only` was given.
  package func mayChange() throws(Complaint) {
    guard surroundings.options.readOnly else { return }
    throw Complaint(
      french: "--read-only : rien n’est changé ; enlevez l’option pour agir",
      english: "--read-only: nothing is changed; drop the option to act", status: 77)
  }
}
