/// Whether the restores of the plan have been practised in time.
public enum DrillRules {
  /// The drills that are overdue. A drill is due once in each of its periods, counted from the last one, or from when vigie
  /// began to keep the calendar.
  ///
  /// - Parameters:
  ///   - last: when each kind was last done and found right.
  public static func problems(
    _ drills: [RestoreDrill], last: [DrillKind: Timestamp], since: Timestamp, now: Timestamp
  ) -> [Problem] {
    drills.compactMap { drill in
      guard let days = drill.cadence.days else { return nil }
      let done = drill.last(of: last)
      let due = (done ?? since).adding(seconds: days * 86_400)
      guard now > due else { return nil }
      return Problem(
        id: "drill.\(drill.name)", subject: .backup(.databaseFull), severity: .warning, state: .firing,
        cause: .drillOverdue(drill: drill.title, lastAt: done), since: due)
    }
  }
}
