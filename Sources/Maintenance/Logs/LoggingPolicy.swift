/// What is logged, at which levels, and where it comes together.
public struct LoggingPolicy: Codable, Sendable, Hashable {
  public var types: [LogTypeMeaning]
  public var levels: [LogLevelMeaning]
  public var centralisation: LogCentralisation?

  /// A policy.
  public init(
    types: [LogTypeMeaning] = [], levels: [LogLevelMeaning] = [], centralisation: LogCentralisation? = nil
  ) {
    self.types = types
    self.levels = levels
    self.centralisation = centralisation
  }
}
