/// One thing that was done, or refused: a row of the audit chain.
public struct AuditEntry: Codable, Sendable, Equatable {
  /// The row's number, from 1, without holes.
  public var sequence: Int64
  public var at: Timestamp
  public var by: Operator
  /// `operation.started`, `operation.ended`, `operation.refused`, `tick`, `acknowledge`, `agent.started`, …
  public var action: String
  /// What it was done to.
  public var target: String
  /// Why, in the person's own words.
  public var reason: String?
  /// The exit status, where there is one.
  public var exitStatus: Int32?
  /// Everything else, as JSON.
  public var detail: String
  /// SHA-256 over the row and the hash of the row before, in hexadecimal.
  public var hash: String

  /// An entry.
  public init(
    sequence: Int64, at: Timestamp, by: Operator, action: String, target: String, reason: String? = nil,
    exitStatus: Int32? = nil, detail: String, hash: String
  ) {
    self.sequence = sequence
    self.at = at
    self.by = by
    self.action = action
    self.target = target
    self.reason = reason
    self.exitStatus = exitStatus
    self.detail = detail
    self.hash = hash
  }
}

extension AuditEntry {
  /// The operation that the row is about, as its detail names it: an id needs no escape in JSON.
  public var operation: String? {
    let key = "\"operation\":\""
    guard action.hasPrefix("operation."), let start = detail.firstRange(of: key)?.upperBound else { return nil }
    return detail[start...].firstIndex(of: "\"").map { String(detail[start..<$0]) }
  }

  /// Why `operation`, which the row says was refused, was refused; `nil` for any other row.
  public func refusal(among operation: OperationStatus?) -> String? {
    action == "operation.refused" ? operation?.message : nil
  }

  /// The answer that a tick gave; `nil` for anything else.
  public var verdict: TickVerdict? {
    guard action == "tick" else { return nil }
    // The detail is JSON: a quotation mark within a text of it is escaped, and cannot be taken for this.
    return TickVerdict.allCases.first { detail.contains("\"verdict\":\"\($0.rawValue)\"") }
  }
}
