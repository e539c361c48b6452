import Drawing
import Maintenance

extension Model {
  /// The leg whose backups can be gone on from through the binary log; `nil` when there is none.
  var recoverableLeg: LegStatus? {
    situation?.backups.first { $0.leg == .databaseFull && $0.recovery?.isEmpty == false }
  }

  /// Opens the choice of a moment, at the last one that is saved.
  mutating func openMoments() -> [Effect] {
    guard let spans = recoverableLeg?.recovery, let last = spans.map(\.until).max() else { return [] }
    // Rounded up: the second in which a full was made begins before it.
    let second = Timestamp(milliseconds: last.adding(seconds: 0.999).wholeSeconds * 1000)
    layers.append(.moment(MomentChooser(chosen: min(second, Timestamp(milliseconds: now.wholeSeconds * 1000)))))
    return askForLosses()
  }

  /// Goes some seconds on or back, not before the first full backup nor past now.
  mutating func moveMoment(by seconds: Double) -> [Effect] {
    guard case .moment(var chooser) = layers.last, let spans = recoverableLeg?.recovery,
      let first = spans.map(\.from).min()
    else { return [] }
    let earliest = Timestamp(milliseconds: (first.wholeSeconds + 1) * 1000)
    let wanted = chooser.chosen.adding(seconds: seconds)
    chooser.chosen = min(max(wanted, earliest), Timestamp(milliseconds: now.wholeSeconds * 1000))
    layers[layers.count - 1] = .moment(chooser)
    return []
  }

  /// Opens the field in which a time is typed, with a digit that was pressed for it.
  mutating func typeMoment(_ start: String = "") -> [Effect] {
    guard case .moment(var chooser) = layers.last else { return [] }
    (chooser.entry, chooser.fault) = (TextField(start, limit: 25), nil)
    layers[layers.count - 1] = .moment(chooser)
    return []
  }

  /// Goes to the typed time, or says why not: on the day that is chosen, unless one was typed.
  mutating func submitMoment() -> [Effect] {
    guard case .moment(var chooser) = layers.last, let spans = recoverableLeg?.recovery else { return [] }
    guard let typed = chooser.entry?.trimmed else { return leaveMomentEntry() }
    do throws(MomentEntry.Fault) {
      chooser.chosen = try MomentEntry.reached(
        typed, day: wording.zone.local(chooser.chosen).date, zone: wording.zone, spans: spans, now: now)
      (chooser.entry, chooser.fault) = (nil, nil)
    } catch {
      chooser.fault = error
    }
    layers[layers.count - 1] = .moment(chooser)
    return []
  }

  /// Leaves the field; the moment stays as it was.
  mutating func leaveMomentEntry() -> [Effect] {
    guard case .moment(var chooser) = layers.last else { return [] }
    (chooser.entry, chooser.fault) = (nil, nil)
    layers[layers.count - 1] = .moment(chooser)
    return []
  }

  /// Whether the chosen moment can be reached.
  var reachesMoment: Bool {
    guard case .moment(let chooser) = layers.last, let spans = recoverableLeg?.recovery else { return false }
    return RecoveryTimeline.span(for: chooser.chosen, in: spans, now: now) != nil
  }

  /// Whether the moment is chosen for rows, by the form below.
  var isMomentForRows: Bool {
    if case .moment(let chooser) = layers.last { chooser.isForRows } else { false }
  }

  /// Shows what a restore to the chosen moment would do.
  mutating func previewMoment() -> [Effect] {
    guard case .moment(let chooser) = layers.last else { return [] }
    if chooser.isForRows { return keepMomentForRows(chooser.chosen) }
    return preview(.restore(scope: .database, backup: nil, moment: chooser.chosen))
  }
}
