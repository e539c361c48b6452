/// The mode and owner of a new log file.
public struct LogFileOwnership: Codable, Sendable, Hashable {
  /// Four octal digits: `0640`.
  public var mode: String
  public var user: String
  public var group: String

  /// An ownership.
  public init(mode: String, user: String, group: String) {
    self.mode = mode
    self.user = user
    self.group = group
  }
}
