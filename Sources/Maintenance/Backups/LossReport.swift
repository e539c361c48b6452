/// Which tables were lost as far as the log tells it: what backups hold of it, and what only the server holds yet.
public struct LossReport: Codable, Sendable, Hashable {
  /// Newest first.
  public var losses: [TableLoss]
  /// When the server's own log was read to its end.
  public var readAt: Timestamp
  /// Why what no backup holds yet could not be read; `nil` when it was.
  public var fault: LocalizedText?

  /// How many are told at most, the newest.
  public static let limit = 50

  /// A report.
  public init(losses: [TableLoss], readAt: Timestamp, fault: LocalizedText? = nil) {
    self.losses = losses
    self.readAt = readAt
    self.fault = fault
  }

  /// The newest loss of a table, by its name in any case, or of the schema that it went with.
  public func loss(of table: String) -> TableLoss? {
    losses.first { $0.table.map { $0.lowercased() == table.lowercased() } ?? true }
  }
}
