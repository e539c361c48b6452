/// A place that keeps copies of the backups.
public struct BackupStore: Codable, Sendable, Hashable {
  /// The name by which commands call it, unique in the plan.
  public var name: String
  public var title: LocalizedText
  public var kind: StoreKind
  /// The remote, the bucket, or the disk's filesystem UUID.
  public var place: Fillable
  /// Whether it stands elsewhere than the application.
  public var isOffsite: Bool
  public var isEncrypted: Bool
  /// Whose it is, when it is not ours.
  public var provider: String?
  /// The class of storage into which old backups move.
  public var archiveClass: String?
  /// How old a backup is when it moves there, in seconds; `nil`: it is left to the store's own rules.
  public var archiveAfterSeconds: Double?
  /// How often it is fed; absent: after each backup.
  public var cadence: Cadence?
  /// rclone's configuration, mode 0600, that knows the remote of ``place``; absent: rclone's own, or a folder of this host.
  public var configuration: String?
  /// The file of age recipients for whom what leaves this host is encrypted; the key that reads it need not be here.
  public var recipients: String?
  /// The age identity that reads it here, for restores and drills nobody attends; absent: it is kept elsewhere.
  public var identity: String?
  /// The UUID of the LUKS container in which a disk's filesystem lies.
  public var luks: String?
  /// The file that opens it, mode 0600.
  public var luksKey: String?

  /// A store.
  public init(
    name: String, title: LocalizedText, kind: StoreKind, place: Fillable, isOffsite: Bool = false,
    isEncrypted: Bool = false, provider: String? = nil, archiveClass: String? = nil, cadence: Cadence? = nil
  ) {
    self.name = name
    self.title = title
    self.kind = kind
    self.place = place
    self.isOffsite = isOffsite
    self.isEncrypted = isEncrypted
    self.provider = provider
    self.archiveClass = archiveClass
    self.cadence = cadence
  }
}
