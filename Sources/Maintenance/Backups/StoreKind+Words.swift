extension StoreKind {
  /// The kind of place, in words.
  public var words: LocalizedText {
    switch self {
    case .server: LocalizedText(french: "serveur", english: "server")
    case .cloud: LocalizedText(french: "nuage", english: "cloud")
    case .disk: LocalizedText(french: "disque débranché", english: "unplugged disk")
    }
  }
}
