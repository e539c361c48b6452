/// One log file of the plan, as it stands.
public struct LogStatus: Codable, Sendable, Equatable {
  public var name: String
  public var path: String
  /// The lines of the last 24 hours by level, as far as the file goes back.
  public var counts: Reading<LogCounts>

  /// A log file.
  public init(name: String, path: String, counts: Reading<LogCounts>) {
    self.name = name
    self.path = path
    self.counts = counts
  }
}
