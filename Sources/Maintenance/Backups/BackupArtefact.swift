/// One file of a backup.
public struct BackupArtefact: Codable, Sendable, Hashable {
  /// The file's name in the backup's folder.
  public var name: String
  public var bytes: UInt64
  /// In lower-case hexadecimal, as `sha256sum` prints it.
  public var sha256: String

  /// A file.
  public init(name: String, bytes: UInt64, sha256: String) {
    self.name = name
    self.bytes = bytes
    self.sha256 = sha256
  }
}
