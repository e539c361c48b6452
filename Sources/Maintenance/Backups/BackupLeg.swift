/// The six legs of the written backup policy.
public enum BackupLeg: String, Codable, Sendable, CaseIterable, CodingKeyRepresentable {
  case databaseFull = "database.full"
  case databaseDifferential = "database.differential"
  case databaseLog = "database.log"
  case filesFull = "files.full"
  case filesIncremental = "files.incremental"
  case configurationFull = "configuration.full"

  /// Whether it stands alone: it builds on no other backup.
  public var isFull: Bool { self == .databaseFull || self == .filesFull || self == .configurationFull }

  /// What the leg saves.
  public var scope: RestoreScope {
    switch self {
    case .databaseFull, .databaseDifferential, .databaseLog: .database
    case .filesFull, .filesIncremental: .files
    case .configurationFull: .configuration
    }
  }
}
