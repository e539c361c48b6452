/// One task of the current round, as it stands.
public struct TaskStatus: Codable, Sendable, Equatable {
  public var name: String
  public var title: LocalizedText
  public var hint: LocalizedText?
  public var owner: LocalizedText?
  /// What the Situation says about it now.
  public var evidence: Evidence
  /// The last answer given in this round.
  public var tick: Tick?
  /// The name of the runbook with its steps, when the plan has one.
  public var runbook: String?

  /// A task.
  public init(
    name: String, title: LocalizedText, hint: LocalizedText?, owner: LocalizedText?, evidence: Evidence, tick: Tick?,
    runbook: String? = nil
  ) {
    self.name = name
    self.title = title
    self.hint = hint
    self.owner = owner
    self.evidence = evidence
    self.tick = tick
    self.runbook = runbook
  }

  /// Whether nothing more is asked: done, a problem reported, or not applicable.
  public var isSettled: Bool { tick.map { $0.verdict != .later } ?? false }
}
