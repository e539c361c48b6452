/// A part of a log file: some of its entries, in their order.
public struct LogPage: Codable, Sendable, Equatable {
  /// The name of the log in the plan.
  public var name: String
  /// Oldest first. None when nothing was written since the end that the request knew.
  public var entries: [LogEntry]
  /// Where the first entry begins, in bytes.
  public var start: Int64
  /// Where what was read ends, in bytes.
  public var end: Int64
  /// Whether nothing was written since the end that the request knew, so that no entries are told again.
  public var isUnchanged: Bool

  /// A part of a log.
  public init(name: String, entries: [LogEntry], start: Int64, end: Int64, isUnchanged: Bool = false) {
    self.name = name
    self.entries = entries
    self.start = start
    self.end = end
    self.isUnchanged = isUnchanged
  }
}
