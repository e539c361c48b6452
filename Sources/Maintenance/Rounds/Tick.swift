/// A task answered: by whom, when, with which words, and on which evidence.
public struct Tick: Codable, Sendable, Equatable {
  public var period: Period
  /// The round's key: `2026-11-22`, `2026-W47`, `2026-11`, `2026-Q4`, `2026`.
  public var round: String
  public var task: String
  public var verdict: TickVerdict
  /// The reason; required against the evidence and for `problem` and `notApplicable`.
  public var note: String?
  public var evidence: Evidence
  public var by: Operator
  public var at: Timestamp

  /// A tick.
  public init(
    period: Period, round: String, task: String, verdict: TickVerdict, note: String? = nil, evidence: Evidence,
    by: Operator, at: Timestamp
  ) {
    self.period = period
    self.round = round
    self.task = task
    self.verdict = verdict
    self.note = note
    self.evidence = evidence
    self.by = by
    self.at = at
  }
}
