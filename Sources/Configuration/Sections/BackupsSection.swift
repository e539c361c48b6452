import Maintenance

extension KeyTable {
  static let backups = KeyTable(
    "backups", "The six legs of the backup policy; a leg that is not there is not run.",
    BackupLeg.allCases.map { PlanKey($0.rawValue, Forms.mapping, "Saves the \($0.scope.rawValue).") })
  static let backupLeg = KeyTable(
    "backups.LEG",
    "What starts a leg, at least one of `at`, `every`, `weekly` and `on`, and how long its backups are kept.",
    [
      PlanKey("at", "a time of day, or a list: `01:00`", "Runs every day at that time."),
      PlanKey(
        "every", "a duration that divides a day, or a number of whole days", "Runs so often, counted from midnight."),
      PlanKey("weekly", "a day and a time, or a list: `Sun 02:00`", "Runs once a week."),
      PlanKey("on", "`change`", "Runs when what it saves has changed significantly."),
      .required("keep", Forms.duration, "How long a backup is kept."),
    ])
}

extension Section {
  /// `backups`: what starts each leg, and how long its backups are kept.
  func backups() -> [BackupPlan] {
    expect(.backups)
    return fields.compactMap { field in BackupLeg(rawValue: field.name).flatMap { field.backup($0) } }
  }
}

extension Field {
  fileprivate func backup(_ leg: BackupLeg) -> BackupPlan? {
    guard let section = section(.backupLeg) else { return nil }
    var triggers: [BackupTrigger] = []
    if let field = section["on"],
      field.value(.oneOf(["change"]), candidates: ["change"], { $0 == "change" ? true : nil }) != nil
    {
      triggers.append(.onChange)
    }
    for field in section["at"]?.oneOrMore() ?? [] {
      if let minute = field.value(.timeOfDay, { TimeOfDay.minute($0) }) { triggers.append(.daily(minute: minute)) }
    }
    if let seconds = section["every"].flatMap({ $0.interval() }) { triggers.append(.every(seconds: seconds)) }
    for field in section["weekly"]?.oneOrMore() ?? [] {
      if let time = field.value(.timeOfWeek, { TimeOfDay.weekly($0) }) {
        triggers.append(.weekly(weekday: time.weekday, minute: time.minute))
      }
    }
    if ["at", "every", "weekly", "on"].allSatisfy({ section[$0] == nil }) {
      report(
        french: "rien ne la déclenche ; attendu : at, every, weekly ou on",
        english: "nothing starts it; expected at, every, weekly or on")
    }
    let keepField = section["keep"]
    guard let keep = keepField.flatMap({ $0.duration(from: 60) }) else { return nil }
    if let longest = triggers.compactMap(\.intervalSeconds).min(), keep < longest, let keepField {
      keepField.report(
        .warning, french: "une sauvegarde expire avant la suivante (\(PlanDuration.text(longest)))",
        english: "a backup expires before the next one is made (\(PlanDuration.text(longest)))")
    }
    return BackupPlan(leg: leg, triggers: triggers, keepSeconds: keep)
  }

  /// A time between two runs that fits into the calendar: it divides a day, or is a number of whole days.
  private func interval() -> Double? {
    guard let seconds = duration(from: 60, to: 366 * 86_400) else { return nil }
    let day = 86_400.0
    let fits =
      seconds == seconds.rounded()
      && (day.truncatingRemainder(dividingBy: seconds) == 0 || seconds.truncatingRemainder(dividingBy: day) == 0)
    return fits
      ? seconds
      : reject(
        Expectation(
          "une durée qui divise un jour (15m, 1h, 6h) ou un nombre entier de jours",
          "a duration that divides a day (15m, 1h, 6h) or a number of whole days"))
  }
}
