/// The levels of the logging policy, from the least grave.
public enum LogLevel: String, Codable, Sendable, CaseIterable {
  case debug
  case info
  case warning
  case error
  case critical
}
