/// Asks for a part of a log of the plan.
public struct LogRequest: Codable, Sendable, Hashable {
  /// The name of the log in the plan.
  public var name: String
  /// The entries before this byte; `nil` for the newest.
  public var before: Int64?
  /// The end that is known already: the newest entries are only told when the file ends elsewhere.
  public var knownEnd: Int64?
  /// No more entries than these.
  public var limit: Int

  /// A request.
  public init(name: String, before: Int64? = nil, knownEnd: Int64? = nil, limit: Int = 200) {
    self.name = name
    self.before = before
    self.knownEnd = knownEnd
    self.limit = limit
  }
}
