extension ServiceActivity {
  /// What the service does, in one word.
  public var words: LocalizedText {
    switch self {
    case .active: LocalizedText(french: "actif", english: "active")
    case .reloading: LocalizedText(french: "recharge", english: "reloading")
    case .activating: LocalizedText(french: "démarre", english: "starting")
    case .deactivating: LocalizedText(french: "s’arrête", english: "stopping")
    case .inactive: LocalizedText(french: "arrêté", english: "stopped")
    case .failed: LocalizedText(french: "en échec", english: "failed")
    case .notFound: LocalizedText(french: "introuvable", english: "not found")
    }
  }
}
