import Maintenance

/// What tells the backups of a catalogue apart: when each was taken, and what made it.
enum CatalogueWords {
  /// When a backup was taken; to the second where the one beside it is of the same minute.
  static func taken(_ row: Int, of backups: [BackupSummary], _ model: Model) -> String {
    let (moment, now) = (backups[row].takenAt, model.now)
    return sharesMinute(row, of: backups)
      ? model.wording.momentWithSeconds(moment, now: now) : model.wording.momentWithTime(moment, now: now)
  }

  /// Whether the backup beside it, in the order of their moments, is of the same minute.
  static func sharesMinute(_ row: Int, of backups: [BackupSummary]) -> Bool {
    [row - 1, row + 1].contains { beside in
      backups.indices.contains(beside) && minute(backups[beside].takenAt) == minute(backups[row].takenAt)
    }
  }

  /// `after the restore of 14:02`, `safety copy before the undo of 14:20`; `nil` for one that was asked for itself.
  static func origin(_ backup: BackupSummary, _ model: Model) -> String? {
    guard let origin = backup.origin else { return nil }
    let time = model.wording.momentWithTime(origin.at, now: model.now)
    return model.wording(
      origin.words(isSafetyCopy: backup.isSafetyCopy, time: LocalizedText(french: time, english: time)))
  }

  /// The same in 24 cells: the restore was on the day of the backup.
  static func shortOrigin(_ backup: BackupSummary, _ model: Model) -> String? {
    guard let origin = backup.origin else { return nil }
    let wording = model.wording
    if backup.isSafetyCopy { return wording(.safetyCopy) }
    let time = wording.timeOfDay(origin.at)
    return origin.kind == .restore
      ? wording.pick("après restauration \(time)", "after restore of \(time)")
      : wording.pick("après retour de \(time)", "after undo of \(time)")
  }

  private static func minute(_ moment: Timestamp) -> Int64 { moment.wholeSeconds / 60 }
}
