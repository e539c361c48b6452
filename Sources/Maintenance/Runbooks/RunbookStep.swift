/// One step of a runbook.
public struct RunbookStep: Codable, Sendable, Hashable {
  /// Unique in the runbook.
  public var name: String
  /// What is done.
  public var title: LocalizedText
  /// How, and what to look out for.
  public var detail: LocalizedText?
  /// Who does it, and by which command.
  public var action: RunbookAction
  /// The part of the Situation that must be fine before the step counts as done.
  public var check: EvidenceSource?
  /// The contact who does it; absent: the owner of the runbook.
  public var owner: String?
  /// The reference of the runbook that it needs.
  public var reference: String?
  /// Who is told, in a step that tells.
  public var audiences: [String]
  /// The condition under which it is done; absent: always.
  public var onlyIf: LocalizedText?

  /// A step.
  public init(
    name: String, title: LocalizedText, detail: LocalizedText? = nil, action: RunbookAction = .manual,
    check: EvidenceSource? = nil, owner: String? = nil, reference: String? = nil, audiences: [String] = [],
    onlyIf: LocalizedText? = nil
  ) {
    self.name = name
    self.title = title
    self.detail = detail
    self.action = action
    self.check = check
    self.owner = owner
    self.reference = reference
    self.audiences = audiences
    self.onlyIf = onlyIf
  }
}
