extension TableEvent.Kind {
  /// What was done to a table: `supprimée`, `dropped`.
  public var words: LocalizedText {
    switch self {
    case .dropped: LocalizedText(french: "supprimée", english: "dropped")
    case .emptied: LocalizedText(french: "vidée", english: "emptied")
    case .renamed: LocalizedText(french: "renommée", english: "renamed")
    case .made: LocalizedText(french: "créée", english: "made")
    }
  }
}

extension TableLoss {
  /// What was lost: `concerts`, or the whole schema.
  public var name: LocalizedText {
    table.map { LocalizedText($0) } ?? LocalizedText(french: "toute la base", english: "the whole schema")
  }
}
