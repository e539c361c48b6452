extension WindowSpan {
  private static let days: [(french: String, english: String)] = [
    ("lun.", "Mon"), ("mar.", "Tue"), ("mer.", "Wed"), ("jeu.", "Thu"), ("ven.", "Fri"), ("sam.", "Sat"),
    ("dim.", "Sun"),
  ]

  /// The hours, in words: “22:00–05:00”.
  public var words: LocalizedText {
    switch self {
    case .any: LocalizedText(french: "à toute heure", english: "at any time")
    case .daily(let from, let until): LocalizedText("\(Self.clock(from))–\(Self.clock(until))")
    case .weekly(let from, let until):
      LocalizedText(
        french: "\(Self.day(from).french) \(Self.clock(from)) – \(Self.day(until).french) \(Self.clock(until))",
        english: "\(Self.day(from).english) \(Self.clock(from)) – \(Self.day(until).english) \(Self.clock(until))")
    }
  }

  private static func day(_ minutes: Int) -> (french: String, english: String) {
    days[(minutes / dayMinutes % 7 + 7) % 7]
  }

  private static func clock(_ minutes: Int) -> String {
    let rest = minutes % dayMinutes
    return [rest / 60, rest % 60].map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: ":")
  }
}
