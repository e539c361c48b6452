/// What the retention needs to know of a backup.
public struct RetentionItem: Codable, Sendable, Hashable {
  public var id: String
  public var leg: BackupLeg
  public var takenAt: Timestamp
  /// Whether it was read through and found whole.
  public var isVerified: Bool
  /// Whether something is known to be wrong with it.
  public var isFaulty: Bool
  public var isSafetyCopy: Bool
  /// The full backup it builds on.
  public var parent: String?
  /// The files of the binary log that it holds, each told from others of its name (``BinlogFile/key``).
  public var files: Set<String>

  /// A backup.
  public init(
    id: String, leg: BackupLeg, takenAt: Timestamp, isVerified: Bool, isFaulty: Bool = false,
    isSafetyCopy: Bool = false,
    parent: String? = nil, files: Set<String> = []
  ) {
    self.id = id
    self.leg = leg
    self.takenAt = takenAt
    self.isVerified = isVerified && !isFaulty
    self.isFaulty = isFaulty
    self.isSafetyCopy = isSafetyCopy
    self.parent = parent
    self.files = files
  }

  /// A backup as it was found.
  public init(_ facts: BackupFacts) {
    let manifest = facts.manifest
    self.init(
      id: manifest.id, leg: manifest.leg, takenAt: manifest.takenAt, isVerified: facts.evidence.verifiedAt != nil,
      isFaulty: facts.fault != nil || facts.evidence.fault != nil,
      isSafetyCopy: manifest.remarks.contains(BackupManifest.safetyRemark), parent: manifest.parent,
      files: Set(manifest.server?.binlogs.map(\.key) ?? []))
  }
}
