/// The part of the Situation that answers a task.
public enum EvidenceSource: String, Codable, Sendable, CaseIterable {
  case logErrors = "logs.errors"
  case backups
  case capacity
  case alerts
  case services
  case disk
  /// The restores that are practised: a task's own drill, done within its round.
  case drills

  /// Those that a runbook's step may wait for: a drill is a procedure of its own.
  public static let ofSteps: [EvidenceSource] = allCases.filter { $0 != .drills }
}
