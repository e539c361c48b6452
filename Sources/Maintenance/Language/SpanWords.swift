/// A length of time of a plan in words, in the largest unit that says it exactly: 2 weeks, 48 hours, 30 days, 1 year.
public enum SpanWords {
  private struct Unit {
    let seconds: Double
    /// Between these lengths, in seconds, it is told by this unit.
    let range: ClosedRange<Double>
    let french, english: (one: String, more: String)
    /// Whether French says “toutes les” of it, and not “tous les”.
    let isFeminine: Bool
  }

  private static let day = 86_400.0
  private static let units: [Unit] = [
    Unit(
      seconds: 365 * day, range: 365 * day...Double.greatestFiniteMagnitude, french: ("an", "ans"),
      english: ("year", "years"), isFeminine: false),
    Unit(
      seconds: 7 * day, range: 14 * day...28 * day, french: ("semaine", "semaines"), english: ("week", "weeks"),
      isFeminine: true),
    // Two days are 48 hours: short notices are told by the hour.
    Unit(
      seconds: day, range: 3 * day...Double.greatestFiniteMagnitude, french: ("jour", "jours"),
      english: ("day", "days"), isFeminine: false),
    Unit(
      seconds: 3600, range: 3600...Double.greatestFiniteMagnitude, french: ("heure", "heures"),
      english: ("hour", "hours"), isFeminine: true),
    Unit(
      seconds: 60, range: 60...Double.greatestFiniteMagnitude, french: ("minute", "minutes"),
      english: ("minute", "minutes"), isFeminine: true),
    Unit(
      seconds: 1, range: 1...Double.greatestFiniteMagnitude, french: ("seconde", "secondes"),
      english: ("second", "seconds"), isFeminine: true),
  ]

  /// The words for so many seconds in one language; a day and a half is told as 36 hours.
  public static func text(_ seconds: Double, in language: Language) -> String {
    text(seconds).text(in: language)
  }

  /// The words for so many seconds.
  public static func text(_ seconds: Double) -> LocalizedText {
    guard let (unit, count) = unit(seconds) else { return LocalizedText("\(seconds) s") }
    return LocalizedText(
      french: "\(count) \(count == 1 ? unit.french.one : unit.french.more)",
      english: "\(count) \(count == 1 ? unit.english.one : unit.english.more)")
  }

  /// The words for what happens so often: “every 6 hours”, “every hour”.
  public static func every(_ seconds: Double) -> LocalizedText {
    guard let (unit, count) = unit(seconds) else { return LocalizedText("\(seconds) s") }
    let head = unit.isFeminine ? "toutes les" : "tous les"
    return LocalizedText(
      french: count == 1 ? "\(head) \(unit.french.more)" : "\(head) \(count) \(unit.french.more)",
      english: count == 1 ? "every \(unit.english.one)" : "every \(count) \(unit.english.more)")
  }

  private static func unit(_ seconds: Double) -> (unit: Unit, count: Int)? {
    for unit in units where unit.range.contains(seconds) {
      let count = seconds / unit.seconds
      if count == count.rounded(), count < 1e9 { return (unit, Int(count)) }
    }
    return nil
  }
}
