import Maintenance

/// The stretches of time that can be reached, laid out over so many cells: oldest on the left, now on the right.
struct RecoveryTimeline: Sendable, Equatable {
  /// What a cell shows.
  enum Cell: Sendable, Equatable {
    case none, reachable, full
  }

  let start: Timestamp
  let end: Timestamp
  let columns: Int
  private(set) var cells: [Cell]

  /// How far back it goes at most, in seconds.
  static let longest = 7 * 86_400.0

  init(spans: [RecoverySpan], now: Timestamp, columns: Int) {
    let oldest = spans.map(\.from).min() ?? now
    start = max(oldest, now.adding(seconds: -RecoveryTimeline.longest))
    end = max(now, start.adding(seconds: 60))
    self.columns = max(1, columns)
    cells = Array(repeating: .none, count: self.columns)
    for span in spans where span.until >= start {
      let from = column(of: max(span.from, start))
      for column in from...max(from, column(of: min(span.until, end))) where cells[column] == .none {
        cells[column] = .reachable
      }
    }
    for span in spans where span.from >= start { cells[column(of: span.from)] = .full }
  }

  /// The cell in which a moment lies.
  func column(of moment: Timestamp) -> Int {
    let part = moment.seconds(since: start) / end.seconds(since: start)
    return min(columns - 1, max(0, Int(part * Double(columns))))
  }

  /// How many holes there are: stretches between two that can be reached, which cannot.
  static func holes(_ spans: [RecoverySpan]) -> Int {
    var holes = 0
    var reached: Timestamp?
    for span in spans.sorted(by: { $0.from < $1.from }) {
      // A full that is made while the log goes on begins within a minute of what was reached.
      if let reached, span.from.seconds(since: reached) > 60 { holes += 1 }
      reached = max(reached ?? span.until, span.until)
    }
    // One that no full has been made behind.
    return holes + (spans.max { $0.from < $1.from }?.hole == nil ? 0 : 1)
  }

  /// The moments that are reached nearest to one that is not: before it and after it, as far as there are any.
  static func nearest(to moment: Timestamp, in spans: [RecoverySpan]) -> [Timestamp] {
    let before = spans.filter { $0.until < moment }.map(\.until).max()
    let after = spans.filter { $0.from > moment }.map(\.from).min()
    return [before, after].compactMap { $0 }
  }

  /// The full backup from which a moment is reached; `nil` when it cannot be. What follows the last file of the log that was
  /// saved is still on the server: the restore saves it first, and whatever led that far leads on until now.
  static func span(for moment: Timestamp, in spans: [RecoverySpan], now: Timestamp) -> RecoverySpan? {
    let before = spans.filter { $0.from <= moment }
    guard let base = before.max(by: { $0.from < $1.from }) else { return nil }
    let newest = spans.map(\.from).max()
    let saved = spans.filter { $0.until > $0.from }.map(\.until).max()
    let leadsOn = base.hole == nil && (base.from == newest || saved.map { base.until >= $0 } ?? false)
    return moment <= base.until || (leadsOn && moment <= now) ? base : nil
  }
}
