/// A restore that is practised, aside, so that it works on the day it is needed.
public struct RestoreDrill: Codable, Sendable, Hashable {
  /// Unique in the plan.
  public var name: String
  public var title: LocalizedText
  public var cadence: Cadence
  /// What is brought back.
  public var scopes: [RestoreScope]
  /// The runbook that is practised.
  public var runbook: String?
  /// The task of the rounds in which it is done.
  public var task: String?

  /// A drill.
  public init(
    name: String, title: LocalizedText, cadence: Cadence, scopes: [RestoreScope], runbook: String? = nil,
    task: String? = nil
  ) {
    self.name = name
    self.title = title
    self.cadence = cadence
    self.scopes = scopes
    self.runbook = runbook
    self.task = task
  }
}
