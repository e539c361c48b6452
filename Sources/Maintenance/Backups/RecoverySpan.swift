/// A stretch of time within which every second of a database can be reached from one full backup.
public struct RecoverySpan: Codable, Sendable, Hashable {
  /// The full backup's id.
  public var full: String
  public var from: Timestamp
  /// Equal to ``from`` when the full stands alone: only its own moment can be reached.
  public var until: Timestamp

  /// A span.
  public init(full: String, from: Timestamp, until: Timestamp) {
    self.full = full
    self.from = from
    self.until = until
  }
}
