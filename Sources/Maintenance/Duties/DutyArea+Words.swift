extension DutyArea {
  /// What it is about, in words.
  public var words: LocalizedText {
    switch self {
    case .documentation: LocalizedText(french: "Documentation", english: "Documentation")
    case .training: LocalizedText(french: "Formation", english: "Training")
    }
  }
}
