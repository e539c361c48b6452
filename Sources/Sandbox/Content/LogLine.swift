/// One entry of the application's log, in the form that the framework writes:
///
///     [2026-11-22 14:32:05] production.INFO: Booking confirmed {"booking":4411,"user":12}
enum LogLine {
  /// An entry and its line feed.
  ///
  /// - Parameter time: local, `2026-11-22 14:32:05`.
  static func text(_ time: String, _ level: LogLevel, _ message: String) -> String {
    "[\(time)] production.\(level.rawValue): \(message)\n"
  }
}
