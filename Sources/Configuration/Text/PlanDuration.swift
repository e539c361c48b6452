/// Durations as plans write them: `2s`, `15m`, `6h`, `21d`, `2w`, `1y`, `1h 15m`. A year is 365 days.
public enum PlanDuration {
  private static let units: [(name: Character, seconds: Double)] = [
    ("y", 365 * 86_400), ("w", 7 * 86_400), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1),
  ]

  /// The seconds of a duration; `nil` when the text is none. Each unit stands at most once, the larger before the smaller.
  public static func seconds(_ text: some StringProtocol) -> Double? {
    var rest = Substring(text)
    var total = 0.0
    var last = Double.infinity
    trim(&rest)
    guard !rest.isEmpty else { return nil }
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      guard let first = digits.first, first != ".", digits.last != ".", let number = Double(digits) else { return nil }
      rest = rest.dropFirst(digits.count)
      guard let unit = units.first(where: { $0.name == rest.first }), unit.seconds < last else { return nil }
      rest = rest.dropFirst()
      total += number * unit.seconds
      last = unit.seconds
      trim(&rest)
    }
    return total
  }

  /// The shortest such text for a number of seconds, `1h 15m`; fractions of a second are kept.
  public static func text(_ seconds: Double) -> String {
    var rest = seconds
    var parts: [String] = []
    for unit in units where unit.name != "w" && unit.name != "s" && rest >= unit.seconds {
      let count = (rest / unit.seconds).rounded(.down)
      parts.append("\(Int(count))\(unit.name)")
      rest -= count * unit.seconds
    }
    if rest > 0 || parts.isEmpty {
      parts.append(rest == rest.rounded() ? "\(Int(rest))s" : "\(rest)s")
    }
    return parts.joined(separator: " ")
  }

  private static func trim(_ text: inout Substring) { text = text.drop { $0 == " " } }
}
