extension Notice {
  /// How long before, in words: “2 weeks ahead”.
  public var words: LocalizedText {
    switch self {
    case .asSoonAsPossible: LocalizedText(french: "au plus tôt", english: "as soon as possible")
    case .ahead(let seconds):
      LocalizedText(
        french: "\(SpanWords.text(seconds, in: .french)) avant",
        english: "\(SpanWords.text(seconds, in: .english)) ahead")
    }
  }
}
