import Drawing
import Maintenance

/// A leg of the backups as the cells of a row, the same on every screen.
struct LegCells {
  let leg: LegStatus
  let model: Model

  private var wording: Wording { model.wording }
  /// The newest that a schedule or a person made: a safety copy says nothing of the leg.
  private var newest: BackupSummary? {
    leg.backups.value.flatMap { backups in backups.first(where: \.isOfRhythm) ?? backups.first }
  }
  private var isStale: Bool { leg.backups.staleSince != nil }

  /// What a filter looks at in the row of a leg.
  @Sendable static func texts(_ model: Model, _ row: Int) -> [String] {
    guard let leg = model.situation?.backups[row] else { return [] }
    let cells = LegCells(leg: leg, model: model)
    return [cells.name.words, cells.moment.words, cells.due.words, cells.trust.words]
  }

  /// ✓ when it is as it should be: a backup is something done.
  var mark: TableCell { .mark(leg.severity == .fine ? .done : leg.severity.mark) }
  var name: TableCell { .text(wording.leg(leg.leg), leg.severity == .critical ? .strong : .plain) }

  /// When the newest was taken: the time today, else the day; or why there is none.
  var moment: TableCell {
    guard let newest else {
      return .text(leg.backups.absence(wording) ?? wording(.never), leg.severity == .fine ? .dim : leg.severity.style)
    }
    return .text(wording.moment(newest.takenAt, now: model.now), .plain)
  }

  /// How old the newest is, in the colour of its lateness.
  var age: TableCell {
    guard let newest else { return .mark(.absent) }
    let style = leg.overdueSeconds == nil ? Style.dim : leg.severity.style
    return .text(wording.age(since: newest.takenAt, now: model.now), isStale ? .dim : style)
  }

  var size: TableCell { newest.map { .text(wording.bytes($0.bytes), .plain) } ?? .mark(.absent) }

  /// What is wrong, else how far the newest can be trusted.
  var trust: TableCell {
    if let old = leg.backups.old(wording, now: model.now) { return .text(old, .dim) }
    if let fault = newest?.fault { return .text(fault, leg.severity.style) }
    if let failure = leg.lastFailure {
      return .text(wording(.lastAttemptFailed) + " " + wording.momentWithTime(failure.at, now: model.now), .warning)
    }
    if let file = leg.hole?.hole {
      return .text(wording.pick("trou\u{A0}: \(file) manque", "hole: \(file) is missing"), leg.severity.style)
    }
    return newest.map { .spans(BackupHistory.ladder($0.trust, wording, Glyphs(model.charset), style: .dim)) } ?? .empty
  }

  /// How the last days went.
  var history: TableCell { .spans(BackupHistory.strip(leg, model, Glyphs(model.charset))) }

  /// When the next one is due, or how late it is.
  var due: TableCell {
    if let overdue = leg.overdueSeconds {
      return .text(wording.pick("retard \(wording.age(overdue))", "\(wording.age(overdue)) late"), leg.severity.style)
    }
    guard let next = leg.nextDue else { return .text(wording(.onChange), .dim) }
    return .text(wording.momentWithTime(next, now: model.now), .dim)
  }
}
