/// Whether the stores of the plan have had their copies in time.
public enum StoreRules {
  /// The stores that were not fed in their time. One that is unplugged most of the time is asked for: vigie cannot fetch it.
  ///
  /// - Parameters:
  ///   - last: when each was last fed, by name.
  ///   - since: when vigie began to keep the calendar.
  public static func problems(_ stores: [BackupStore], last: [String: Timestamp], since: Timestamp, now: Timestamp)
    -> [Problem]
  {
    stores.filter { !$0.place.isOpen }.compactMap { store in
      let due = (last[store.name] ?? since).adding(seconds: days(store) * 86_400)
      guard now > due else { return nil }
      return Problem(
        id: "store.\(store.name)", subject: .backup(.databaseFull), severity: .warning, state: .firing,
        cause: .copyOverdue(store: store.title, isDisk: store.kind == .disk, lastAt: last[store.name]), since: due)
    }
  }

  /// How many days may pass from one feeding to the next. What is fed each day may miss one before anybody is called.
  private static func days(_ store: BackupStore) -> Double {
    let days = store.cadence?.days ?? (store.kind == .disk ? 31 : 1)
    return days < 7 ? days + 1 : days
  }
}
