/// A time on the wall clock of some zone: a date and a second of the day, without the zone.
public struct LocalTime: Hashable, Comparable, Sendable {
  public var date: CivilDate
  /// 0 … 86399.
  public var secondOfDay: Int

  /// A date and a second of it.
  public init(date: CivilDate, secondOfDay: Int = 0) {
    self.date = date
    self.secondOfDay = secondOfDay
  }

  /// What the clock shows at a moment, with the offset of the zone from UTC.
  public init(_ moment: Timestamp, offsetSeconds: Int) {
    self.init(localSeconds: moment.wholeSeconds + Int64(offsetSeconds))
  }

  /// From seconds since 1970-01-01T00:00:00 of the same clock.
  init(localSeconds: Int64) {
    let day = localSeconds.flooredQuotient(by: 86_400)
    self.init(date: CivilDate(daysSinceEpoch: Int(day)), secondOfDay: Int(localSeconds - day * 86_400))
  }

  /// Seconds since 1970-01-01T00:00:00 of the same clock.
  var localSeconds: Int64 { Int64(date.daysSinceEpoch) * 86_400 + Int64(secondOfDay) }

  public var hour: Int { secondOfDay / 3600 }
  public var minute: Int { secondOfDay / 60 % 60 }
  public var second: Int { secondOfDay % 60 }

  /// `14:32`.
  public var clock: String { "\(twoDigits(hour)):\(twoDigits(minute))" }

  /// `14:32:05`.
  public var clockWithSeconds: String { "\(clock):\(twoDigits(second))" }

  public static func < (a: LocalTime, b: LocalTime) -> Bool { a.localSeconds < b.localSeconds }
}

extension LocalTime: CustomStringConvertible {
  /// `2026-11-22 14:32:05`.
  public var description: String { "\(date) \(clockWithSeconds)" }
}
