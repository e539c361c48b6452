/// The folders that the file legs of the backups save, and where backups are kept.
public struct FolderPlan: Codable, Sendable, Equatable {
  /// The application's files, `/var/www/nationsounds`.
  public var files: String?
  /// The configuration folders and files.
  public var configuration: [String] = []
  /// The programs that say whether the configuration can be read, each an argv: `nginx -t`.
  public var configurationTests: [[String]] = []
  /// Where backups are published; `nil`: `backups` in the state folder.
  public var backups: String?

  /// What packs dumps and logs.
  public var compression = BackupCompression.gzip

  /// How long what a restore has set aside is kept; `nil`: until a person drops it.
  public var keepAsideSeconds: Double?

  /// No folders.
  public init() {}
}
