/// The part of the Situation that answers a task.
public enum EvidenceSource: String, Codable, Sendable, CaseIterable {
  case logErrors = "logs.errors"
  case backups
  case capacity
  case alerts
  case services
  case disk
}
