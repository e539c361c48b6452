extension VerificationMode {
  /// Who verifies, in words.
  public var words: LocalizedText {
    switch self {
    case .automatic: LocalizedText(french: "automatique", english: "automatic")
    case .manual: LocalizedText(french: "à la main", english: "by hand")
    }
  }
}
