/// How far a movement key goes.
enum Movement: Sendable {
  case rows(Int)
  case pages(Int)
  case top, bottom

  /// The place that it leads to from `from`, between 0 and `last`, when a page has `page` rows.
  func target(from: Int, last: Int, page: Int) -> Int {
    let target: Int
    switch self {
    case .rows(let count): target = from + count
    case .pages(let count): target = from + count * max(1, page)
    case .top: target = 0
    case .bottom: target = last
    }
    return min(max(0, target), max(0, last))
  }
}
