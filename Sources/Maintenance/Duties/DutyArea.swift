/// What the lasting duties are about.
public enum DutyArea: String, Codable, Sendable, CaseIterable {
  case documentation
  case training
}
