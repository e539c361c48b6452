/// What starts a backup.
public enum BackupTrigger: Codable, Sendable, Equatable {
  /// Every day at a time of day of the plan's zone, in minutes after midnight.
  case daily(minute: Int)
  /// Every so many seconds, aligned on midnight of the plan's zone.
  case every(seconds: Double)
  /// Once a week: 1 = Monday … 7 = Sunday, at a time of day.
  case weekly(weekday: Int, minute: Int)
  /// When what it saves has changed significantly.
  case onChange

  /// The longest time between two backups while the trigger works; `nil` when it has none (`onChange`).
  public var intervalSeconds: Double? {
    switch self {
    case .daily: 86_400
    case .every(let seconds): seconds
    case .weekly: 7 * 86_400
    case .onChange: nil
    }
  }
}
