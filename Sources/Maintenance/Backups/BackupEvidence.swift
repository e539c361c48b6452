/// What was found when a backup was checked after it was made; kept beside its manifest, in `evidence.json`.
public struct BackupEvidence: Codable, Sendable, Equatable {
  /// When its checksums and its content last held.
  public var verifiedAt: Timestamp?
  /// When it was last restored and found right.
  public var restoredAt: Timestamp?
  /// What the last check found wrong; `nil` when nothing.
  public var fault: String?

  /// No evidence yet.
  public init(verifiedAt: Timestamp? = nil, restoredAt: Timestamp? = nil, fault: String? = nil) {
    self.verifiedAt = verifiedAt
    self.restoredAt = restoredAt
    self.fault = fault
  }
}
