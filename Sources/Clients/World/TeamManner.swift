import Maintenance
import Synchronization

/// How the team of a plan says things, learnt when its plan or its agent is met: in which language, and in which zone.
final class TeamManner: Sendable {
  private let known = Mutex<(language: Language?, timezone: String?)>((nil, nil))

  /// The plan's language, where it is known and names one.
  var language: Language? { known.withLock { $0.language } }
  /// The plan's zone by name, where it is known.
  var timezone: String? { known.withLock { $0.timezone } }

  func learn(language: Language?, timezone: String?) {
    known.withLock { $0 = (language, timezone ?? $0.timezone) }
  }
}
