/// What a drill restores, aside.
public enum DrillKind: String, Codable, Sendable, CaseIterable {
  /// The database alone.
  case partial
  /// Database, files and configuration.
  case full

  /// What is restored.
  public var scopes: [RestoreScope] {
    switch self {
    case .partial: [.database]
    case .full: [.database, .files, .configuration]
    }
  }
}
