/// A step-by-step procedure of the plan as data: what a person follows, while vigie does the steps it can. (A
/// `Procedure` is one operation that vigie runs.)
public struct Runbook: Codable, Sendable, Hashable {
  /// The name by which commands call it, unique in the plan: `framework-upgrade`.
  public var name: String
  public var title: LocalizedText
  /// What it is for.
  public var purpose: LocalizedText
  /// The name of the contact who answers for it.
  public var owner: String?
  /// When it is started.
  public var startCriteria: LocalizedText?
  /// When it is given up and the state before is brought back.
  public var rollbackCriteria: Fillable?
  /// What it needs from outside the plan.
  public var references: [RunbookReference]
  public var stages: [RunbookStage]

  /// A runbook.
  public init(
    name: String, title: LocalizedText, purpose: LocalizedText, owner: String? = nil,
    startCriteria: LocalizedText? = nil, rollbackCriteria: Fillable? = nil, references: [RunbookReference] = [],
    stages: [RunbookStage] = []
  ) {
    self.name = name
    self.title = title
    self.purpose = purpose
    self.owner = owner
    self.startCriteria = startCriteria
    self.rollbackCriteria = rollbackCriteria
    self.references = references
    self.stages = stages
  }

  /// Its steps, over all stages, in order.
  public var steps: [RunbookStep] { stages.flatMap(\.steps) }

  /// A step by its name.
  public func step(_ name: String) -> RunbookStep? { steps.first { $0.name == name } }
}
