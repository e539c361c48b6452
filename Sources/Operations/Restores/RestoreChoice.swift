import Host
import Maintenance

/// The backup that one part of a restore starts from, and what is to be said of the choice.
struct RestoreChoice {
  /// `nil` when there is none to start from.
  let part: RestorePart?
  /// The id that was asked for or found, whether or not it can be used.
  let id: String?
  var lines: [Preflight] = []

  /// The backup `id`, or else the newest before the moment, or else the newest; the copy that a restore has taken of what it
  /// replaced is not chosen by itself.
  init(
    _ scope: RestoreScope, id: String?, before moment: Timestamp?, plan: Plan, state: StateFolder, now: Timestamp
  ) {
    let target = Target(scope, plan: plan)
    let isServed = scope == .database && Order.isServer(plan)
    let backups = plan.folders.backups ?? state.backups
    let legs: [BackupLeg] =
      switch scope {
      case .database: [.databaseFull]
      case .files: [.filesFull, .filesIncremental]
      case .configuration: [.configurationFull]
      }
    let chosen = id ?? RestoreChoice.newest(legs, before: moment, isServed: isServed, backups: backups, now: now)
    self.id = chosen
    if let fault = target.fault { lines.append(fault) }
    let leg = legs.first?.rawValue ?? ""
    guard let chosen else {
      if moment != nil, isServed {
        lines.append(Preflight(severity: .critical, text: RecoveryGap.noFull.text(plan.exact)))
      } else {
        let words = moment.map(plan.exact)
        let before = both(
          words.map { " avant \($0.text(in: .french))" } ?? "", words.map { " before \($0.text(in: .english))" } ?? "")
        lines.append(
          .critical(
            "Aucune sauvegarde \(leg) sans défaut\(before.text(in: .french))",
            "No \(leg) backup without a fault\(before.text(in: .english))"))
      }
      part = nil
      return
    }
    guard let folder = BackupFolder(id: chosen, backups: backups), legs.contains(folder.leg) else {
      lines.append(.critical("\(chosen) n’est pas une sauvegarde \(leg)", "\(chosen) is not a \(leg) backup"))
      part = nil
      return
    }
    let facts = folder.facts()
    // What reading it through has found: a restore that is bound to fail is not begun.
    if let fault = facts?.evidence.fault {
      lines.append(
        .critical(
          "\(chosen) est endommagée : \(fault) (« vigie backups verify \(chosen) » la relit)",
          "\(chosen) is damaged: \(fault) (\"vigie backups verify \(chosen)\" reads it again)"))
    }
    if let takenAt = facts?.manifest.takenAt, BackupTrust.isAhead(takenAt, now: now) {
      let taken = plan.exact(takenAt)
      lines.append(
        .warning(
          "\(chosen) est datée du futur (\(taken.text(in: .french))) : une horloge s’est trompée",
          "\(chosen) is dated in the future (\(taken.text(in: .english))): a clock was wrong"))
    }
    if let moment, !isServed, let takenAt = facts?.manifest.takenAt {
      let (until, taken) = (plan.exact(moment), plan.exact(takenAt))
      if takenAt > moment {
        lines.append(
          .critical(
            "\(chosen) est du \(taken.text(in: .french)), après \(until.text(in: .french)) : --from-backup ou --to, l’un des deux",
            "\(chosen) is of \(taken.text(in: .english)), after \(until.text(in: .english)): --from-backup or --to, one of them"
          ))
      } else {
        let last =
          id == nil ? both(", la dernière sauvegarde avant", ", the last backup before") : both(", avant", ", before")
        lines.append(
          .warning(
            "\(target.called.french) : état du \(taken.text(in: .french))\(last.text(in: .french)) \(until.text(in: .french))",
            "\(target.called.english): state of \(taken.text(in: .english))\(last.text(in: .english)) \(until.text(in: .english))"
          ))
      }
    }
    part =
      target.fault == nil
      ? RestorePart(scope, from: .backup(chosen, moment: isServed ? moment : nil), plan: plan) : nil
  }

  private static func newest(
    _ legs: [BackupLeg], before moment: Timestamp?, isServed: Bool, backups: String, now: Timestamp
  ) -> String? {
    guard let moment else { return Catalogue.newest(backups: backups, legs: legs, now: now)?.id }
    // A copy of what was replaced is a full like another, where the log leads on from it.
    if isServed { return Catalogue.full(backups: backups, before: moment)?.id }
    return legs.flatMap { Catalogue.soundManifests(backups: backups, leg: $0) }
      .filter { $0.takenAt <= moment && !$0.remarks.contains(BackupManifest.safetyRemark) }
      .max { $0.takenAt < $1.takenAt }?.id
  }
}
