/// Why a command has no result.
public enum CommandError: Error, Sendable, Hashable {
  /// The program is not on this host.
  case notFound(String)
  /// It could not be started, and why.
  case notStarted(String, detail: String)
  /// It was ended because it passed its limit.
  case timedOut(String, limitSeconds: Double)
  /// It was ended because the task was cancelled.
  case cancelled(String)
}
