/// One entry of a log: its first line, and how many lines it goes on for, as stack traces do.
public struct LogEntry: Codable, Sendable, Hashable {
  /// Where its first byte lies in the file.
  public var offset: Int64
  /// When it was written; `nil` when it bears no moment.
  public var at: Timestamp?
  /// `nil` when it names none.
  public var level: LogLevel?
  /// What it says, without its moment and its level; one line without control characters.
  public var text: String
  /// The lines that follow it, as far as they were kept; without control characters.
  public var more: [String]
  /// How many lines follow it, those that were not kept among them.
  public var moreCount: Int

  /// An entry.
  public init(
    offset: Int64, at: Timestamp? = nil, level: LogLevel? = nil, text: String, more: [String] = [], moreCount: Int = 0
  ) {
    self.offset = offset
    self.at = at
    self.level = level
    self.text = text
    self.more = more
    self.moreCount = max(more.count, moreCount)
  }
}
