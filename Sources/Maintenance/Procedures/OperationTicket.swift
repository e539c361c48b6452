/// What the agent hands to a worker, `STATE/operations/ID/ticket.json`: everything the operation needs, so that it can
/// run, and be resumed, without the agent.
public struct OperationTicket: Codable, Sendable, Equatable {
  public var id: String
  public var request: OperationRequest
  public var procedure: Procedure
  public var plan: Plan
  public var by: Operator
  public var reason: String?
  public var createdAt: Timestamp

  /// A ticket.
  public init(
    id: String, request: OperationRequest, procedure: Procedure, plan: Plan, by: Operator, reason: String?,
    createdAt: Timestamp
  ) {
    self.id = id
    self.request = request
    self.procedure = procedure
    self.plan = plan
    self.by = by
    self.reason = reason
    self.createdAt = createdAt
  }
}
