/// A part of a runbook, whose steps belong together.
public struct RunbookStage: Codable, Sendable, Hashable {
  /// Unique in the runbook.
  public var name: String
  public var title: LocalizedText
  /// In the order in which they are done.
  public var steps: [RunbookStep]

  /// A stage.
  public init(name: String, title: LocalizedText, steps: [RunbookStep]) {
    self.name = name
    self.title = title
    self.steps = steps
  }
}
