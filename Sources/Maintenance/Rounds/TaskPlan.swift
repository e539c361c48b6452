/// One task of a checklist.
public struct TaskPlan: Codable, Sendable, Equatable {
  /// The name by which commands call it: `error-logs`.
  public var name: String
  public var title: LocalizedText
  /// What to look at.
  public var hint: LocalizedText?
  /// What answers it by measurement; `nil`: only the person can tell.
  public var evidence: EvidenceSource?
  /// The role of the written procedure that owns it.
  public var owner: LocalizedText?

  /// A task.
  public init(
    name: String, title: LocalizedText, hint: LocalizedText? = nil, evidence: EvidenceSource? = nil,
    owner: LocalizedText? = nil
  ) {
    self.name = name
    self.title = title
    self.hint = hint
    self.evidence = evidence
    self.owner = owner
  }
}
