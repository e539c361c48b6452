/// What kind of place keeps copies of the backups.
public enum StoreKind: String, Codable, Sendable, CaseIterable {
  /// A server of ours.
  case server
  /// A bucket at a provider.
  case cloud
  /// A disk that is unplugged and locked away.
  case disk
}
