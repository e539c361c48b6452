/// One round of the maintenance calendar: its key and the time it covers.
public struct RoundSpan: Sendable, Equatable {
  public var period: Period
  /// `2026-11-22`, `2026-W47`, `2026-11`, `2026-Q4`, `2026`: sorts by time within its period.
  public var key: String
  /// The first moment of the round.
  public var begins: Timestamp
  /// The first moment after it.
  public var ends: Timestamp
}

extension Period {
  /// The round of this period in which a day lies.
  public func key(for date: CivilDate) -> String {
    let year = String(date.description.prefix(4))
    switch self {
    case .daily: return date.description
    case .weekly:
      // The ISO week has the year of its Thursday.
      let thursday = date.adding(days: 4 - date.weekday)
      let newYear = CivilDate.days(year: thursday.year, month: 1, day: 1)
      return "\(thursday.description.prefix(4))-W\(twoDigits((thursday.daysSinceEpoch - newYear) / 7 + 1))"
    case .monthly: return "\(year)-\(twoDigits(date.month))"
    case .quarterly: return "\(year)-Q\((date.month + 2) / 3)"
    case .yearly: return year
    }
  }

  /// The round of this period that is on at a moment.
  public func round(at moment: Timestamp, in zone: Zone) -> RoundSpan {
    let date = zone.local(moment).date
    let first = firstDay(of: date)
    return RoundSpan(
      period: self, key: key(for: date), begins: zone.start(of: first), ends: zone.start(of: dayAfterRound(from: first))
    )
  }

  private func firstDay(of date: CivilDate) -> CivilDate {
    switch self {
    case .daily: date
    case .weekly: date.adding(days: 1 - date.weekday)
    case .monthly: date.adding(days: 1 - date.day)
    case .quarterly: day(1, ofMonth: (date.month - 1) / 3 * 3, year: date.year)
    case .yearly: day(1, ofMonth: 0, year: date.year)
    }
  }

  private func dayAfterRound(from first: CivilDate) -> CivilDate {
    switch self {
    case .daily: first.adding(days: 1)
    case .weekly: first.adding(days: 7)
    case .monthly: day(1, ofMonth: first.month, year: first.year)
    case .quarterly: day(1, ofMonth: first.month + 2, year: first.year)
    case .yearly: day(1, ofMonth: 12, year: first.year)
    }
  }

  /// A day of a month counted from 0 = January of `year`, which may lie in the next year.
  private func day(_ day: Int, ofMonth month: Int, year: Int) -> CivilDate {
    CivilDate(daysSinceEpoch: CivilDate.days(year: year + month / 12, month: month % 12 + 1, day: day))
  }
}
