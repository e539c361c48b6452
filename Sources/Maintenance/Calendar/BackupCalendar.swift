/// When a trigger of the plan is due. Nothing is lost or doubled on the nights when the clocks are set: a time of day that
/// the clocks jump over is due when they go on, one that they show twice is due the first time.
extension BackupTrigger {
  /// The newest due moment that is not after `moment`; `nil` for a trigger without a schedule.
  public func lastDue(before moment: Timestamp, zone: Zone) -> Timestamp? {
    let today = zone.local(moment).date
    for distance in 0...reachDays {
      if let due = dueMoments(on: today.adding(days: -distance), zone: zone).last(where: { $0 <= moment }) {
        return due
      }
    }
    return nil
  }

  /// The first due moment after `moment`; `nil` for a trigger without a schedule.
  public func nextDue(after moment: Timestamp, zone: Zone) -> Timestamp? {
    let today = zone.local(moment).date
    for distance in 0...reachDays {
      if let due = dueMoments(on: today.adding(days: distance), zone: zone).first(where: { $0 > moment }) { return due }
    }
    return nil
  }

  /// The due moments that belong to a day of the zone, in order.
  public func dueMoments(on date: CivilDate, zone: Zone) -> [Timestamp] {
    switch self {
    case .daily(let minute): return [planned(date, second: minute * 60, zone)]
    case .weekly(let weekday, let minute):
      return date.weekday == weekday ? [planned(date, second: minute * 60, zone)] : []
    case .every(let seconds): return slots(every: seconds, on: date, zone: zone)
    case .onChange: return []
    }
  }

  /// Up to an hour, the interval is real time from midnight on: a day of 25 hours has 25 hourly slots. Longer ones follow
  /// the clock on the wall, each of its slots once. From a day on, they count whole days.
  private func slots(every seconds: Double, on date: CivilDate, zone: Zone) -> [Timestamp] {
    guard seconds >= 1, seconds < 1e9 else { return [] }
    let step = Int(seconds)
    if step >= 86_400 {
      let days = step / 86_400
      let number = date.daysSinceEpoch
      return number - number.flooredQuotient(by: days) * days == 0 ? [zone.start(of: date)] : []
    }
    if step <= 3600 {
      let end = zone.start(of: date.adding(days: 1))
      let start = zone.start(of: date)
      let length = Int(end.seconds(since: start))
      return stride(from: 0, to: length, by: step).map { start.adding(seconds: Double($0)) }
    }
    return stride(from: 0, to: 86_400, by: step).reduce(into: []) { slots, second in
      let due = planned(date, second: second, zone)
      if slots.last.map({ $0 < due }) ?? true { slots.append(due) }
    }
  }

  private func planned(_ date: CivilDate, second: Int, _ zone: Zone) -> Timestamp {
    zone.resolve(LocalTime(date: date, secondOfDay: second)).planned
  }

  /// How many days away the next or the last due moment can be.
  private var reachDays: Int {
    switch self {
    case .daily: 2
    case .weekly: 8
    case .every(let seconds): seconds < 1e9 ? max(2, Int(max(0, seconds)) / 86_400 + 1) : 0
    case .onChange: 0
    }
  }
}
