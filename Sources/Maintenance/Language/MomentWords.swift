/// Moments as people say them, on the wall clock of a zone.
public enum MomentWords {
  /// The time of day when `moment` is of the same local day as `now`, else the day as well: `14:32`, `21 nov. 14:32`.
  public static func text(_ moment: Timestamp, now: Timestamp, in zone: Zone) -> LocalizedText {
    let local = zone.local(moment)
    guard local.date != zone.local(now).date else { return LocalizedText(local.clock) }
    let day = day(local.date)
    return LocalizedText(
      french: "\(day.text(in: .french)) \(local.clock)", english: "\(day.text(in: .english)) \(local.clock)")
  }

  /// The date and the time to the second: `22 nov. 2026 14:32:05`.
  public static func exact(_ local: LocalTime) -> LocalizedText {
    let day = day(local.date)
    let rest = "\(local.date.year) \(local.clockWithSeconds)"
    return LocalizedText(
      french: "\(day.text(in: .french)) \(rest)", english: "\(day.text(in: .english)) \(rest)")
  }

  /// `22 nov.`, `22 Nov`.
  public static func day(_ date: CivilDate) -> LocalizedText {
    let french = [
      "janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.",
    ]
    let english = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let index = (date.month + 11) % 12
    return LocalizedText(
      french: "\(date.day)\u{A0}\(french[index])", english: "\(date.day)\u{A0}\(english[index])")
  }
}
