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
  /// The name of the contact who owns it, when the plan has contacts; `owner` is then the title of that role.
  public var contact: String?
  /// The parts of the written procedure that ask for it.
  public var origins: [TaskOrigin]
  /// The name of the runbook with its steps, when there is one.
  public var runbook: String?

  /// A task.
  public init(
    name: String, title: LocalizedText, hint: LocalizedText? = nil, evidence: EvidenceSource? = nil,
    owner: LocalizedText? = nil, contact: String? = nil, origins: [TaskOrigin] = [], runbook: String? = nil
  ) {
    self.name = name
    self.title = title
    self.hint = hint
    self.evidence = evidence
    self.owner = owner
    self.contact = contact
    self.origins = origins
    self.runbook = runbook
  }
}
