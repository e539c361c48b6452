/// Times of day and of the week as plans write them: `01:00`, `Sun 02:00`.
public enum TimeOfDay {
  /// The names of the days from Monday on; three letters and more of an English or a French one are enough.
  private static let days = [
    ["monday", "lundi"], ["tuesday", "mardi"], ["wednesday", "mercredi"], ["thursday", "jeudi"],
    ["friday", "vendredi"],
    ["saturday", "samedi"], ["sunday", "dimanche"],
  ]

  /// Minutes after midnight, from `hh:mm`.
  public static func minute(_ text: some StringProtocol) -> Int? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, (1...2).contains(parts[0].count), parts[1].count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } }), let hour = Int(parts[0]), hour < 24,
      let minute = Int(parts[1]), minute < 60
    else { return nil }
    return hour * 60 + minute
  }

  /// The weekday (1 = Monday … 7 = Sunday) and the minutes after midnight, from `Sun 02:00`.
  public static func weekly(_ text: some StringProtocol) -> (weekday: Int, minute: Int)? {
    let words = text.split(separator: " ")
    guard words.count == 2, words[0].count >= 3, let minute = minute(words[1]) else { return nil }
    let name = words[0].lowercased()
    guard let day = days.firstIndex(where: { $0.contains { $0.hasPrefix(name) } }) else { return nil }
    return (day + 1, minute)
  }

  /// `01:00`.
  static func text(minute: Int) -> String {
    let parts = [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : String($0) }
    return parts.joined(separator: ":")
  }

  /// `Sun 02:00`.
  static func text(weekday: Int, minute: Int) -> String {
    let name = days.indices.contains(weekday - 1) ? days[weekday - 1][0] : ""
    return "\(name.prefix(1).uppercased())\(name.dropFirst().prefix(2)) \(text(minute: minute))"
  }
}
