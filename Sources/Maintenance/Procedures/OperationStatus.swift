/// An operation, running or over: folded from its journal, stored in the register, shown on every screen.
public struct OperationStatus: Codable, Sendable, Equatable {
  /// Sortable by time: `20261122T133205Z-4f2a`.
  public var id: String
  public var request: OperationRequest
  public var procedure: String
  public var title: LocalizedText
  public var target: String
  public var by: Operator
  /// Why, when a reason was asked for.
  public var reason: String?
  public var startedAt: Timestamp
  public var endedAt: Timestamp?
  public var state: OperationState
  public var steps: [StepStatus]
  /// The exit status of the whole: 0 done, 1 failed, 130 cancelled; `nil` while it runs.
  public var exitStatus: Int32?
  /// What it says at the end: the result or the error.
  public var message: String?
  /// How to get back, when that is possible.
  public var wayBack: WayBack?
  /// Whether it can go on after an interruption.
  public var canResume: Bool

  /// An operation.
  public init(
    id: String, request: OperationRequest, procedure: String, title: LocalizedText, target: String, by: Operator,
    reason: String? = nil, startedAt: Timestamp, endedAt: Timestamp? = nil, state: OperationState, steps: [StepStatus],
    exitStatus: Int32? = nil, message: String? = nil, wayBack: WayBack? = nil, canResume: Bool = false
  ) {
    self.id = id
    self.request = request
    self.procedure = procedure
    self.title = title
    self.target = target
    self.by = by
    self.reason = reason
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.state = state
    self.steps = steps
    self.exitStatus = exitStatus
    self.message = message
    self.wayBack = wayBack
    self.canResume = canResume
  }
}
