/// What packs the dumps and the files of the binary log. `gzip` reads what `gzip` and `pigz` write.
public enum BackupCompression: String, Codable, Sendable, CaseIterable {
  case gzip, pigz, zstd
}
