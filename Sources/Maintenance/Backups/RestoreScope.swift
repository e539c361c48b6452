/// What can be restored by itself.
public enum RestoreScope: String, Codable, Sendable, CaseIterable {
  case database, files, configuration
}
