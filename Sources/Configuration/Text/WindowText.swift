import Maintenance

/// Maintenance windows as plans write them: `any`, `22:00-05:00`, `Sat 00:00 - Mon 00:00`.
public enum WindowText {
  /// The window; `nil` when the text is none, or one that is never open.
  public static func span(_ text: some StringProtocol) -> WindowSpan? {
    if text == "any" { return .any }
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { part in
      part.split(separator: " ").joined(separator: " ")
    }
    guard ends.count == 2 else { return nil }
    if let from = TimeOfDay.minute(ends[0]), let until = TimeOfDay.minute(ends[1]) {
      return from == until ? nil : .daily(from: from, until: until)
    }
    guard let from = TimeOfDay.weekly(ends[0]), let until = TimeOfDay.weekly(ends[1]) else { return nil }
    let span = (minutes(from), minutes(until))
    return span.0 == span.1 ? nil : .weekly(from: span.0, until: span.1)
  }

  /// `22:00-05:00`.
  public static func text(_ span: WindowSpan) -> String {
    switch span {
    case .any: "any"
    case .daily(let from, let until): "\(TimeOfDay.text(minute: from))-\(TimeOfDay.text(minute: until))"
    case .weekly(let from, let until): "\(weekText(from)) - \(weekText(until))"
    }
  }

  private static func minutes(_ time: (weekday: Int, minute: Int)) -> Int {
    (time.weekday - 1) * WindowSpan.dayMinutes + time.minute
  }

  private static func weekText(_ minutes: Int) -> String {
    TimeOfDay.text(weekday: minutes / WindowSpan.dayMinutes + 1, minute: minutes % WindowSpan.dayMinutes)
  }
}
