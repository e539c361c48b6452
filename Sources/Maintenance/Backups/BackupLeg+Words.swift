extension BackupLeg {
  /// What is saved and how, `Base, complète`, in eighteen cells at most.
  public var words: LocalizedText {
    switch self {
    case .databaseFull: LocalizedText(french: "Base, complète", english: "Database, full")
    case .databaseDifferential: LocalizedText(french: "Base, différent.", english: "Database, diff.")
    case .databaseLog: LocalizedText(french: "Base, journaux", english: "Database, logs")
    case .filesFull: LocalizedText(french: "Fichiers, complète", english: "Files, full")
    case .filesIncremental: LocalizedText(french: "Fichiers, incrém.", english: "Files, incremental")
    case .configurationFull: LocalizedText(french: "Configuration", english: "Configuration")
    }
  }
}
