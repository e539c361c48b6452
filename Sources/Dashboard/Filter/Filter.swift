import Drawing

/// What the rows of a list must hold to be shown: every word that was typed, whatever its case and accents; after `!`,
/// what they must not hold.
struct Filter: Sendable, Equatable {
  /// As it was typed.
  let text: String
  let isInverse: Bool
  let words: [FoldedText]

  /// A filter; `nil` when nothing was typed that could be looked for.
  init?(_ text: String) {
    self.text = text
    isInverse = text.first == "!"
    words = (isInverse ? text.dropFirst() : Substring(text)).split(separator: " ").map { FoldedText(String($0)) }
    if words.isEmpty { return nil }
  }

  /// Whether a row with these texts is shown. A word stands in one text, and may go on into the next.
  func shows(_ texts: [String]) -> Bool {
    let whole = FoldedText(texts.joined(separator: " "))
    return words.allSatisfy(whole.contains) != isInverse
  }
}
