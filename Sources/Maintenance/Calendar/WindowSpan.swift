/// When a maintenance window is open, in the plan's zone.
public enum WindowSpan: Codable, Sendable, Hashable {
  /// At any time: what cannot wait.
  case any
  /// Every day, in minutes after midnight; an end before the start is on the next day (`22:00-05:00`).
  case daily(from: Int, until: Int)
  /// Once a week, in minutes after Monday 00:00; an end before the start, or at it, is in the next week
  /// (`Sat 00:00 - Mon 00:00`).
  case weekly(from: Int, until: Int)

  /// The minutes of a day and of a week.
  public static let dayMinutes = 1440
  public static let weekMinutes = 7 * dayMinutes

  /// Whether it is open on a weekday (1 = Monday … 7 = Sunday) at a minute after midnight. The start belongs to it, the
  /// end does not.
  public func contains(weekday: Int, minute: Int) -> Bool {
    switch self {
    case .any: true
    case .daily(let from, let until): Self.holds(minute, from: from, until: until)
    case .weekly(let from, let until):
      Self.holds((weekday - 1) * Self.dayMinutes + minute, from: from, until: until)
    }
  }

  private static func holds(_ minute: Int, from: Int, until: Int) -> Bool {
    from < until ? (from..<until).contains(minute) : minute >= from || minute < until
  }
}
