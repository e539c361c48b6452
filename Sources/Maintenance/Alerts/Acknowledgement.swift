/// Someone has taken a problem.
public struct Acknowledgement: Codable, Sendable, Equatable {
  public var by: Operator
  public var at: Timestamp
  public var note: String?

  /// Who, when, why.
  public init(by: Operator, at: Timestamp, note: String? = nil) {
    self.by = by
    self.at = at
    self.note = note
  }
}
