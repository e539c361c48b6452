/// What a log is about.
public enum LogType: String, Codable, Sendable, CaseIterable {
  /// The server and its operating system.
  case system
  /// The application itself.
  case application
  /// What is asked of the web server.
  case access
  /// Logins, and acts of administration.
  case security
}
