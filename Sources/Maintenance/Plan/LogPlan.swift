/// A log file of the plan.
public struct LogPlan: Codable, Sendable, Equatable {
  /// The forms of line that vigie can read.
  public enum Format: String, Codable, Sendable, CaseIterable {
    case laravel, nginx, syslog, plain
  }

  public var name: String
  public var path: String
  public var format: Format
  /// What it is about, when the plan says so.
  public var type: LogType?

  /// A log file.
  public init(name: String, path: String, format: Format, type: LogType? = nil) {
    self.name = name
    self.path = path
    self.format = format
    self.type = type
  }
}
