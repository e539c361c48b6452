/// Finds the name that a misspelt one was meant to be.
enum Spelling {
  /// The nearest of `candidates`, when it is near enough: a third of its letters wrong at most, one for short names.
  static func nearest(to text: String, among candidates: [String]) -> String? {
    guard (1...40).contains(text.count) else { return nil }
    let wanted = Array(text.lowercased())
    let ranked = candidates.map { (name: $0, distance: distance(wanted, Array($0.lowercased()))) }
    guard let best = ranked.min(by: { $0.distance < $1.distance }),
      best.distance <= max(1, max(best.name.count, wanted.count) / 3)
    else { return nil }
    return best.name
  }

  /// How many letters must be inserted, removed, replaced or swapped with their neighbour.
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...b.count)
    for i in a.indices {
      var current = [i + 1]
      for j in b.indices {
        var best = min(previous[j + 1] + 1, current[j] + 1, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { best = min(best, beforePrevious[j - 1] + 1) }
        current.append(best)
      }
      (beforePrevious, previous) = (previous, current)
    }
    return previous[b.count]
  }
}
