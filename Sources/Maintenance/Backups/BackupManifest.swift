/// What a restore needs to know of a backup. It is published last: without its manifest, a backup does not exist.
public struct BackupManifest: Codable, Sendable, Equatable {
  /// The id, unique in the store and sortable by time: `database.full-20261122T010000Z`.
  public var id: String
  public var leg: BackupLeg
  /// The backup this one builds on.
  public var parent: String?
  /// The moment whose state it holds.
  public var takenAt: Timestamp
  public var durationSeconds: Double
  /// The host and application it comes from.
  public var host, application: String
  public var artefacts: [BackupArtefact]
  /// What it holds: rows by table, files by kind. A restore must find the same.
  public var contents: [String: Int]
  /// What its content hashes to, unpacked: each table's rows of a server's dump, else each artefact. Whoever changes a row and
  /// writes the checksums of the packed files anew is found by it.
  public var digests: [String: String]?
  /// The exact commands that made it, as a person would type them.
  public var commands: [String]
  /// The versions of the tools.
  public var tools: [String: String]
  /// The id of the operation that made it.
  public var operation: String?
  /// What the backup was made before or after; `nil` for one that was asked for itself, and for those of earlier versions.
  public var origin: BackupOrigin?
  /// Anything that was not quite right: a file that changed while it was read.
  public var remarks: [String]

  /// What a backup of a database server adds; `nil` for files and for SQLite.
  public var server: ServerBackup?

  /// The remark of the copy that a restore takes of what it is about to replace.
  public static let safetyRemark = "safety"

  /// A manifest.
  public init(
    id: String, leg: BackupLeg, parent: String? = nil, takenAt: Timestamp, durationSeconds: Double, host: String,
    application: String, artefacts: [BackupArtefact], contents: [String: Int], commands: [String],
    tools: [String: String] = [:], operation: String? = nil, remarks: [String] = [], server: ServerBackup? = nil,
    digests: [String: String]? = nil, origin: BackupOrigin? = nil
  ) {
    self.id = id
    self.leg = leg
    self.parent = parent
    self.takenAt = takenAt
    self.durationSeconds = durationSeconds
    self.host = host
    self.application = application
    self.artefacts = artefacts
    self.contents = contents
    self.commands = commands
    self.tools = tools
    self.operation = operation
    self.origin = origin
    self.remarks = remarks
    self.server = server
    self.digests = digests
  }

  /// The bytes of all artefacts.
  public var totalBytes: UInt64 { artefacts.reduce(0) { $0 + $1.bytes } }
}
