import Maintenance

/// How the dashboard stands with the agent.
public enum Connection: Sendable, Equatable {
  /// Called, not yet answered.
  case connecting
  /// Accepted: who the person is, and what they may do.
  case connected(person: Operator, role: Role)
  /// Was connected until `since`.
  case lost(since: Timestamp, reason: String)
  /// No agent runs and none can be started.
  case agentMissing(reason: String)

  /// What the person may do; `nil` while nobody says so.
  public var role: Role? { if case .connected(_, let role) = self { role } else { nil } }
}
