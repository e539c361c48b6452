/// What the screen showed about a task: stored with the tick, so that it can be read years later.
public struct Evidence: Codable, Sendable, Equatable {
  public var source: EvidenceSource?
  public var severity: Severity
  /// The facts, in the plan's language at the time: short lines, worst first.
  public var facts: [LocalizedText]
  public var at: Timestamp

  /// Evidence.
  public init(source: EvidenceSource?, severity: Severity, facts: [LocalizedText], at: Timestamp) {
    self.source = source
    self.severity = severity
    self.facts = facts
    self.at = at
  }
}
