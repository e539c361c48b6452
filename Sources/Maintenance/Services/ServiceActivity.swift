/// What a service does, in systemd's terms, which stand for services run otherwise too.
public enum ServiceActivity: String, Codable, Sendable, CaseIterable {
  case active, reloading, activating, deactivating, inactive, failed
  /// The plan names a unit that the host does not have (`LoadState=not-found`).
  case notFound = "not-found"
}
