/// What becomes of one backup.
public struct RetentionDecision: Codable, Sendable, Hashable {
  public var id: String
  public var reason: RetentionReason

  /// A decision.
  public init(_ id: String, _ reason: RetentionReason) {
    self.id = id
    self.reason = reason
  }
}
