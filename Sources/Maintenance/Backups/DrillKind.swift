/// What a drill restores, aside. Each proves what those before it prove, too.
public enum DrillKind: String, Codable, Sendable, CaseIterable {
  /// The database alone.
  case partial
  /// Database, files and configuration.
  case full
  /// The same from what a store has alone, as if nothing were left here.
  case disaster

  /// What is restored.
  public var scopes: [RestoreScope] {
    switch self {
    case .partial: [.database]
    case .full, .disaster: [.database, .files, .configuration]
    }
  }

  /// What a person calls it.
  public var words: LocalizedText {
    switch self {
    case .partial: LocalizedText(french: "Essai de restauration partielle", english: "Partial restore drill")
    case .full: LocalizedText(french: "Essai de restauration complète", english: "Full restore drill")
    case .disaster: LocalizedText(french: "Essai de reprise après sinistre", english: "Disaster recovery drill")
    }
  }
}
