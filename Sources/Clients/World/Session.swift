import ArgumentParser
import Host
import Maintenance
import Wire

/// What a command that talks to the agent works with: where it is, how it prints, whom it asks.
package struct Session {
  package let surroundings: Surroundings
  private let manner = TeamManner()

  package init(_ options: ClientOptions) { surroundings = Surroundings(options) }

  /// Where results go, in the language by option, else the plan's once it is known, else the locale's.
  package var console: Console {
    Console(language: surroundings.language(plan: manner.language), isJSON: surroundings.options.json)
  }

  /// The zone in which the plan's times are meant, by name; `nil` before the plan or its agent was met.
  package var timezone: String? { manner.timezone }

  /// Says things from now on as the team of a plan does.
  package func speak(_ language: Language?, in timezone: String?) {
    manner.learn(language: language, timezone: timezone)
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
    let wasThere = FileSystem.exists(surroundings.state.sandbox)
    let conversation = try await AgentLink(surroundings).converse()
    // Nobody shall take a toy for the real thing.
    if !wasThere, conversation.welcome.planFile == nil {
      console.remark(
        "pas de plan\u{A0}: bac à sable dans \(surroundings.state.path) (--plan FICHIER pour le vôtre)",
        "no plan: this is the sandbox, in \(surroundings.state.path) (--plan FILE for your own)")
    }
    speak(conversation.welcome.language, in: conversation.welcome.timezone)
    switch surroundings.agreement(with: conversation.welcome) {
    case .same: break
    case .changed: console.remark(PlanAgreement.changedRemark)
    case .other(let complaint): throw complaint
    }
    return conversation
  }

  /// Says what would be done, in the place of doing it, when `--dry-run` was given.
  package func rehearses(_ french: @autoclosure () -> String, _ english: @autoclosure () -> String) -> Bool {
    guard surroundings.options.dryRun else { return false }
    console.say(LocalizedText(french: "serait fait\u{A0}: " + french(), english: "would be done: " + english()))
    return true
  }

  /// Refuses what would change something when `--read-only` was given.
  package func mayChange() throws(Complaint) {
    guard surroundings.options.readOnly else { return }
    throw Complaint(
      french: "--read-only : rien n’est changé ; enlevez l’option pour agir",
      english: "--read-only: nothing is changed; drop the option to act", status: 77)
  }
}
