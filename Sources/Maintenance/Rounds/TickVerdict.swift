/// What a person said of a task.
public enum TickVerdict: String, Codable, Sendable, CaseIterable {
  case done
  /// Looked at, and something is wrong: the reason says what.
  case problem
  case notApplicable = "not-applicable"
  case later
}
