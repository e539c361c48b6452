import Maintenance

extension Wording {
  /// How long ago, in the largest unit that still tells: `<1 min`, `3 min`, `1 h 34`, `13 h`, `12 j` (`12 d`),
  /// `2 ans` (`2 y`). Six cells at most, and what is older never reads as younger.
  public func age(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 60 else { return "<1\u{A0}min" }
    let minutes = Int(min(seconds, 1e12) / 60)
    if minutes < 60 { return "\(minutes)\u{A0}min" }
    if minutes < 600 { return "\(minutes / 60)\u{A0}h\u{A0}\(padded(minutes % 60))" }
    if minutes < 48 * 60 { return "\(minutes / 60)\u{A0}h" }
    let days = minutes / 1440
    if days < 730 { return "\(days)\u{A0}\(pick("j", "d"))" }
    return "\(min(days / 365, 999))\u{A0}\(pick("ans", "y"))"
  }

  /// How long ago `since` was. A clock that was set back makes it `<1 min`.
  public func age(since: Timestamp, now: Timestamp) -> String {
    age(now.seconds(since: since))
  }

  /// `depuis 3 min`, `for 3 min`.
  public func since(_ since: Timestamp, now: Timestamp) -> String {
    let age = age(since: since, now: now)
    return pick("depuis \(age)", "for \(age)")
  }

  /// `il y a 3 min`, `3 min ago`.
  public func ago(_ since: Timestamp, now: Timestamp) -> String {
    let age = age(since: since, now: now)
    return pick("il y a \(age)", "\(age) ago")
  }

  /// A length of time in its two largest units: `45 s`, `3 min 41`, `2 h 33`, `2 j 4 h`.
  public func duration(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0 else { return "?" }
    if seconds > 0 && seconds < 0.95 { return "\(max(1, Int((seconds * 1000).rounded())))\u{A0}ms" }
    let total = Int(min(seconds, 1e12).rounded())
    if total < 60 { return "\(total)\u{A0}s" }
    if total < 3600 {
      return "\(total / 60)\u{A0}min" + (total % 60 == 0 ? "" : "\u{A0}" + padded(total % 60))
    }
    let minutes = total / 60
    if minutes < 1440 {
      return "\(minutes / 60)\u{A0}h" + (minutes % 60 == 0 ? "" : "\u{A0}" + padded(minutes % 60))
    }
    let hours = minutes / 60
    return "\(hours / 24)\u{A0}\(pick("j", "d"))" + (hours % 24 == 0 ? "" : "\u{A0}\(hours % 24)\u{A0}h")
  }

  /// The local time of day, `14:32`.
  public func timeOfDay(_ moment: Timestamp) -> String {
    let local = local(moment)
    return "\(padded(local.minute / 60)):\(padded(local.minute % 60))"
  }

  /// The local time of day with its seconds, `14:32:05`.
  public func preciseTime(_ moment: Timestamp) -> String {
    timeOfDay(moment) + ":" + padded(local(moment).second)
  }

  /// `22 nov.`, `22 Nov`.
  public func day(_ moment: Timestamp) -> String {
    self(MomentWords.day(local(moment).date))
  }

  /// `dim. 22 nov. 14:32`, `Sun 22 Nov 14:32`.
  public func dateTime(_ moment: Timestamp) -> String {
    "\(weekday(local(moment).date.weekday)) \(day(moment)) \(timeOfDay(moment))"
  }

  /// `dim. 22 nov. 2026 14:32:05`: the exact moment.
  public func exact(_ moment: Timestamp) -> String {
    let date = local(moment).date
    return "\(weekday(date.weekday)) \(day(moment)) \(date.year) \(preciseTime(moment))"
  }

  /// The time of day when `moment` is of the same local day as `now`, else the day: `14:32` or `16 nov.`.
  public func moment(_ moment: Timestamp, now: Timestamp) -> String {
    local(moment).date == local(now).date ? timeOfDay(moment) : day(moment)
  }

  /// The same with the time kept: `14:32` today, `21 nov. 14:32` on another day.
  public func momentWithTime(_ moment: Timestamp, now: Timestamp) -> String {
    local(moment).date == local(now).date ? timeOfDay(moment) : day(moment) + " " + timeOfDay(moment)
  }

  /// The same to the second: `14:32:05`, `21 nov. 14:32:05`.
  func momentWithSeconds(_ moment: Timestamp, now: Timestamp) -> String {
    momentWithTime(moment, now: now) + ":" + padded(local(moment).second)
  }

  private func local(_ moment: Timestamp) -> (date: CivilDate, minute: Int, second: Int) {
    let local = zone.local(moment)
    return (local.date, local.secondOfDay / 60, local.second)
  }

  private func weekday(_ number: Int) -> String {
    let french = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."]
    let english = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return pick(french[(number + 6) % 7], english[(number + 6) % 7])
  }

  private func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
}
