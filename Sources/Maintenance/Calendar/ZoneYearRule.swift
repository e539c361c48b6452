/// The day and time of a year at which a POSIX TZ rule sets the clocks.
struct ZoneYearRule: Sendable, Equatable {
  /// The forms of a day.
  enum Day: Sendable, Equatable {
    /// `Jn`: 1 … 365, 29 February never counted.
    case julian(Int)
    /// `n`: 0 … 365, 29 February counted.
    case ordinal(Int)
    /// `Mm.w.d`: the w-th weekday d (0 = Sunday) of month m; w = 5 is the last one.
    case weekday(month: Int, week: Int, weekday: Int)
  }

  var day: Day
  /// Seconds after midnight of that day, on the clock that held before; −167 h … 167 h (RFC 9636).
  var secondOfDay: Int

  /// Seconds from the epoch to the local time in `year`, as if that clock were UTC.
  func localSeconds(year: Int) -> Int64 {
    let newYear = CivilDate.days(year: year, month: 1, day: 1)
    let days: Int
    switch day {
    case .julian(let n): days = newYear + n - 1 + (n >= 60 && CivilDate.length(ofMonth: 2, year: year) == 29 ? 1 : 0)
    case .ordinal(let n): days = newYear + n
    case .weekday(let month, let week, let weekday):
      let first = CivilDate.days(year: year, month: month, day: 1)
      let firstWeekday = (first + 4) - (first + 4).flooredQuotient(by: 7) * 7
      var day = (weekday - firstWeekday + 7) % 7 + 7 * (week - 1)
      while day >= CivilDate.length(ofMonth: month, year: year) { day -= 7 }
      days = first + day
    }
    return Int64(days) * 86_400 + Int64(secondOfDay)
  }
}

extension CivilDate {
  /// Days after 1970-01-01 of a day that is known to exist.
  static func days(year: Int, month: Int, day: Int) -> Int {
    CivilDate(year: year, month: month, day: day)?.daysSinceEpoch ?? 0
  }
}
