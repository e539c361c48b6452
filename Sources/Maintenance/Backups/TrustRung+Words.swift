extension TrustRung {
  /// How far a backup can be trusted: `relue`, `restorable`. Twelve cells at most.
  public var words: LocalizedText {
    switch self {
    case .none: LocalizedText(french: "absente", english: "none")
    case .exists: LocalizedText(french: "présente", english: "present")
    case .fresh: LocalizedText(french: "fraîche", english: "fresh")
    case .plausible: LocalizedText("plausible")
    case .checksummed: LocalizedText(french: "sommes justes", english: "sums hold")
    case .complete: LocalizedText(french: "relue", english: "read through")
    case .restored: LocalizedText(french: "restaurable", english: "restorable")
    }
  }
}
