/// How many lines of each level a log holds since the agent reads it.
public struct LogCounts: Codable, Sendable, Equatable {
  public var warnings, errors, criticals: Int
  /// The newest line at ERROR or above, stripped of escapes.
  public var lastError: String?
  public var lastErrorAt: Timestamp?

  /// The counts by level.
  public init(
    warnings: Int = 0, errors: Int = 0, criticals: Int = 0, lastError: String? = nil, lastErrorAt: Timestamp? = nil
  ) {
    self.warnings = warnings
    self.errors = errors
    self.criticals = criticals
    self.lastError = lastError
    self.lastErrorAt = lastErrorAt
  }
}
