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

  /// Of `rows` those that are shown, by the texts of each. A word stands in one text.
  func rows(among rows: some Sequence<Int>, texts: (Int) -> [String]) -> [Int] {
    // One buffer for all rows: there may be thousands, and each key looks at them.
    var whole: [UInt32] = []
    return rows.filter { row in
      whole.removeAll(keepingCapacity: true)
      for text in texts(row) {
        FoldedText.append(text, to: &whole)
        whole.append(0x0A)
      }
      return words.allSatisfy { $0.stands(in: whole) } != isInverse
    }
  }

  /// Whether it can show nothing that `other` hides.
  func narrows(_ other: Filter) -> Bool { !isInverse && !other.isInverse && text.hasPrefix(other.text) }
}
