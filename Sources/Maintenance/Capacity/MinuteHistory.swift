/// The mean of each of the last whole minutes of one figure. A minute in which nothing could be read is a hole, not zero.
public struct MinuteHistory: Sendable, Equatable {
  /// How many minutes are kept.
  public let length: Int
  private var sums: [Int64: (sum: Double, count: Int)] = [:]

  /// A history of so many minutes.
  public init(length: Int = 60) { self.length = length }

  /// Counts a figure in the minute of `at`.
  public mutating func add(_ value: Double, at: Timestamp) {
    let minute = at.minute
    let old = sums[minute] ?? (0, 0)
    sums[minute] = (old.sum + value, old.count + 1)
    // Twice the length is kept, so that a clock set back for a while does not empty the graph.
    if sums.count > 2 * length { sums = sums.filter { abs($0.key - minute) <= Int64(length) } }
  }

  /// Puts the mean of a past minute in place, as the register has it.
  public mutating func restore(mean: Double, minute at: Timestamp) {
    if sums[at.minute] == nil { sums[at.minute] = (mean, 1) }
  }

  /// The means of the `length` whole minutes before the minute of `now`, oldest first, to a tenth: no graph shows more,
  /// and every digit travels to every dashboard.
  public func means(before now: Timestamp) -> [Double?] {
    let current = now.minute
    return (1...Int64(length)).reversed().map { back in
      sums[current - back].map { (10 * $0.sum / Double($0.count)).rounded() / 10 }
    }
  }

  public static func == (a: MinuteHistory, b: MinuteHistory) -> Bool {
    a.length == b.length && a.sums.keys == b.sums.keys
      && a.sums.allSatisfy { minute, mean in b.sums[minute].map { $0 == mean } ?? false }
  }
}

extension Timestamp {
  /// Whole minutes since the epoch.
  var minute: Int64 { milliseconds.flooredQuotient(by: 60_000) }
}
