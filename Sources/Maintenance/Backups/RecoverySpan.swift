/// A stretch of time within which every second of a database can be reached from one full backup.
public struct RecoverySpan: Codable, Sendable, Hashable {
  /// The full backup's id.
  public var full: String
  public var from: Timestamp
  /// Equal to ``from`` when the full stands alone: only its own moment can be reached.
  public var until: Timestamp
  /// The file of the binary log that is in no backup, while later ones are: nothing behind it can be reached.
  public var hole: String?

  /// A span.
  public init(full: String, from: Timestamp, until: Timestamp, hole: String? = nil) {
    self.full = full
    self.from = from
    self.until = until
    self.hole = hole
  }
}
