import Maintenance

extension LogLine.Stamp {
  /// The moment of a line that was read at `now`, with the offset of the zone where it bears none; `nil` when there is no
  /// such day.
  func moment(now: Timestamp, _ offset: LogProbe.ZoneOffset) -> Timestamp? {
    switch self {
    case .moment(let moment): return moment
    case .civil(let seconds): return Timestamp(milliseconds: (seconds - Int64(offset(seconds))) * 1000)
    case .yearless(let month, let day, let second):
      let year = CivilDate(daysSinceEpoch: Int(now.wholeSeconds / 86_400)).year
      // In January, a line of December is one of last year.
      for candidate in [year + 1, year, year - 1] {
        guard let date = CivilDate(year: candidate, month: month, day: day) else { continue }
        let civil = Int64(date.daysSinceEpoch) * 86_400 + second
        let at = civil - Int64(offset(civil))
        if at <= now.wholeSeconds + 86_400 { return Timestamp(milliseconds: at * 1000) }
      }
      return nil
    }
  }
}
