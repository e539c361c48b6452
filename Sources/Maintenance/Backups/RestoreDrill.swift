/// A restore that is practised, aside, so that it works on the day it is needed.
public struct RestoreDrill: Codable, Sendable, Hashable {
  /// Unique in the plan.
  public var name: String
  public var title: LocalizedText
  public var cadence: Cadence
  /// What is brought back.
  public var scopes: [RestoreScope]
  /// The store from which alone it is brought back; `nil`: from the backups that are here.
  public var store: String?
  /// The runbook that is practised.
  public var runbook: String?
  /// The task of the rounds in which it is done.
  public var task: String?

  /// A drill.
  public init(
    name: String, title: LocalizedText, cadence: Cadence, scopes: [RestoreScope], store: String? = nil,
    runbook: String? = nil, task: String? = nil
  ) {
    self.name = name
    self.title = title
    self.cadence = cadence
    self.scopes = scopes
    self.store = store
    self.runbook = runbook
    self.task = task
  }

  /// How it is practised here.
  public var kind: DrillKind {
    if store != nil { return .disaster }
    return scopes.allSatisfy { $0 == .database } ? .partial : .full
  }

  /// When it was last done, by it or by a drill that proves more.
  public func last(of done: [DrillKind: Timestamp]) -> Timestamp? {
    DrillKind.allCases.drop { $0 != kind }.compactMap { done[$0] }.max()
  }
}
