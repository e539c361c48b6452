/// The levels that the sandbox uses.
enum LogLevel: String, Sendable {
  case info = "INFO"
  case warning = "WARNING"
  case error = "ERROR"
}
