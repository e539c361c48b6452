/// One backup as the catalogue lists it.
public struct BackupSummary: Codable, Sendable, Equatable {
  public var id: String
  public var leg: BackupLeg
  public var takenAt: Timestamp
  public var durationSeconds: Double
  public var bytes: UInt64
  public var trust: TrustRung
  /// When it was last checked against its checksums and its content.
  public var verifiedAt: Timestamp?
  /// When it was last restored in a scratch place.
  public var restoredAt: Timestamp?
  /// What is wrong with it; `nil` when nothing is.
  public var fault: String?
  /// Whether it is the copy that a restore took of what it was about to replace.
  public var isSafetyCopy: Bool
  /// The restore that made it, before or after; `nil` for one that was asked for itself.
  public var origin: BackupOrigin?
  /// The backup this one builds on.
  public var parent: String?
  /// How much it holds, as its manifest says.
  public var contents: BackupContents?
  /// How far in the future it is dated, in seconds; `nil` when its date can be true.
  public var aheadSeconds: Double?

  /// Whether it says something about the rhythm of its leg: a safety copy was made before a restore, of what was about to be
  /// replaced, and one dated in the future was made nobody knows when.
  public var isOfRhythm: Bool { !isSafetyCopy && aheadSeconds == nil }

  /// A backup of the catalogue.
  public init(
    id: String, leg: BackupLeg, takenAt: Timestamp, durationSeconds: Double, bytes: UInt64, trust: TrustRung,
    verifiedAt: Timestamp? = nil, restoredAt: Timestamp? = nil, fault: String? = nil,
    isSafetyCopy: Bool = false, parent: String? = nil, contents: BackupContents? = nil, aheadSeconds: Double? = nil,
    origin: BackupOrigin? = nil
  ) {
    self.id = id
    self.leg = leg
    self.takenAt = takenAt
    self.durationSeconds = durationSeconds
    self.bytes = bytes
    self.trust = trust
    self.verifiedAt = verifiedAt
    self.restoredAt = restoredAt
    self.fault = fault
    self.isSafetyCopy = isSafetyCopy
    self.parent = parent
    self.contents = contents
    self.aheadSeconds = aheadSeconds
    self.origin = origin
  }
}
