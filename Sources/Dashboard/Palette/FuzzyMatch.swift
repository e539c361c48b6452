import Drawing

/// How well what is typed names something: its letters occur in the text in their order, the better the more of them
/// begin words and follow each other.
struct FuzzyMatch: Sendable, Equatable {
  let score: Int
  /// The characters of the text that were meant, counted from 0.
  let characters: [Int]

  /// The best way to find `query` in `text`; `nil` when its letters do not occur in that order. Spaces in the query
  /// do not count.
  init?(_ query: FoldedText, in text: FoldedText) {
    let wanted = query.scalars.filter { $0 != 0x20 }
    let given = text.scalars
    guard !wanted.isEmpty, wanted.count <= given.count else { return nil }
    let width = given.count
    // For each letter and place: the best score of what was typed up to the letter when the letter stands there, and
    // where the letter before it stands then.
    var scores = [Int](repeating: FuzzyMatch.impossible, count: wanted.count * width)
    var origins = [Int](repeating: -1, count: wanted.count * width)
    for index in wanted.indices {
      // The best of the places before, each less the letters skipped since.
      var reached = FuzzyMatch.impossible
      var reachedFrom = -1
      for place in given.indices {
        if index > 0, place > 1 {
          reached -= 1
          let before = scores[(index - 1) * width + place - 2] - 1
          if before > reached { (reached, reachedFrom) = (before, place - 2) }
        }
        guard given[place] == wanted[index] else { continue }
        let own = FuzzyMatch.isWordStart(place, in: given) ? (place == 0 ? 12 : 10) : 2
        let here = index * width + place
        if index == 0 {
          scores[here] = own - min(place, 4)
        } else if place > 0 {
          let before = scores[(index - 1) * width + place - 1]
          if before > FuzzyMatch.impossible / 2 { (scores[here], origins[here]) = (before + own + 8, place - 1) }
          if reached > FuzzyMatch.impossible / 2, reached + own > scores[here] {
            (scores[here], origins[here]) = (reached + own, reachedFrom)
          }
        }
      }
    }
    let last = (wanted.count - 1) * width
    guard let end = given.indices.max(by: { scores[last + $0] < scores[last + $1] }),
      scores[last + end] > FuzzyMatch.impossible / 2
    else { return nil }
    var places: [Int] = []
    var place = end
    for index in wanted.indices.reversed() {
      places.append(place)
      place = origins[index * width + place]
    }
    characters = places.reversed().map { text.characters[$0] }
    // Of two texts that are named as well, the shorter; one that is named whole before all.
    score = scores[last + end] * 4 - width + (wanted.count == width ? 40 : 0)
  }

  private static let impossible = -1_000_000

  private static func isWordStart(_ place: Int, in text: [UInt32]) -> Bool {
    guard place > 0 else { return true }
    switch text[place - 1] {
    case 0x30...0x39, 0x61...0x7A: return false
    case let before: return before < 0x80
    }
  }
}
