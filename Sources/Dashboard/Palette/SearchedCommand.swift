import Drawing
import Maintenance

/// A command with its texts as a search sees them.
struct SearchedCommand: Sendable {
  let command: Command
  private let name, french, english: FoldedText

  init(_ command: Command) {
    self.command = command
    name = FoldedText(command.name)
    french = FoldedText(command.label.french)
    english = FoldedText(command.label.english)
  }

  /// Where `query` is found best: in the name, or in the label of either language.
  func match(_ query: FoldedText, in language: Language) -> PaletteRow.Found? {
    let (own, other) = language == .french ? (french, english) : (english, french)
    var best = FuzzyMatch(query, in: name).map { PaletteRow.Found(isName: true, match: $0) }
    if let label = FuzzyMatch(query, in: own), label.score >= best?.match.score ?? .min {
      best = PaletteRow.Found(isName: false, match: label)
    }
    // Found by a word that is not on the screen: nothing of it can be shown.
    if let foreign = FuzzyMatch(query, in: other), foreign.score > best?.match.score ?? .min {
      best = PaletteRow.Found(isName: false, match: FuzzyMatch(score: foreign.score, characters: []))
    }
    return best
  }
}

extension FuzzyMatch {
  init(score: Int, characters: [Int]) {
    self.score = score
    self.characters = characters
  }
}
