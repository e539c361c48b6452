/// An attempt that failed: when, in which operation, and what it said.
public struct OperationFailure: Codable, Sendable, Equatable {
  public var operation: String
  public var at: Timestamp
  public var message: String

  /// A failed attempt.
  public init(operation: String, at: Timestamp, message: String) {
    self.operation = operation
    self.at = at
    self.message = message
  }
}
