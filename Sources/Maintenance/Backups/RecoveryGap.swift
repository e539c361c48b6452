/// Why a moment of a database cannot be reached.
public enum RecoveryGap: Error, Sendable, Hashable {
  /// No full backup is as old as the moment.
  case noFull
  /// The moment lies before the full backup that was chosen.
  case beforeFull(full: String, takenAt: Timestamp)
  /// The full backup was made without a binary log: only its own moment can be reached.
  case noPosition(full: String)
  /// A file in the middle is in no backup: the files after it are of no use.
  case missing(file: String, reached: Timestamp)
  /// The files lead only so far.
  case notReached(reached: Timestamp, missing: String)
  /// The file of that name that is held is of another history: the server was installed anew, or its log was begun anew.
  case otherHistory(file: String, reached: Timestamp)
  /// Several files of one name go on, each in its own way: a server was set back to an earlier state.
  case ambiguous(file: String, backups: [String], reached: Timestamp)

  /// Why a walk leads no farther.
  init(_ end: RecoveryWalk.End, reached: Timestamp) {
    self =
      switch end {
      case .open(let next): .notReached(reached: reached, missing: next)
      case .hole(let name): .missing(file: name, reached: reached)
      case .otherHistory(let name): .otherHistory(file: name, reached: reached)
      case .ambiguous(let name, let backups): .ambiguous(file: name, backups: backups, reached: reached)
      }
  }

  /// The moment that it tells of.
  private var moment: Timestamp? {
    switch self {
    case .noFull, .noPosition: nil
    case .beforeFull(_, let moment), .missing(_, let moment), .notReached(let moment, _), .otherHistory(_, let moment),
      .ambiguous(_, _, let moment):
      moment
    }
  }

  /// For the person, with moments by the plan's clocks.
  public func text(_ words: (Timestamp) -> LocalizedText) -> LocalizedText {
    let (french, english) = moment.map { (words($0).text(in: .french), words($0).text(in: .english)) } ?? ("", "")
    return switch self {
    case .noFull:
      LocalizedText(
        french: "aucune sauvegarde complète n’est aussi ancienne", english: "no full backup is as old as that")
    case .beforeFull(let full, _):
      LocalizedText(
        french: "\(full) date de \(french), après le moment voulu",
        english: "\(full) is of \(english), after the moment that is wanted")
    case .noPosition(let full):
      LocalizedText(
        french: "\(full) a été faite sans journal binaire : seul son propre instant est récupérable",
        english: "\(full) was made without a binary log: only its own moment can be reached")
    case .missing(let file, _):
      LocalizedText(
        french: "le journal \(file) n’est dans aucune sauvegarde : récupérable jusqu’à \(french) seulement",
        english: "the log \(file) is in no backup: recoverable until \(english) only")
    case .notReached(_, let missing):
      LocalizedText(
        french: "récupérable jusqu’à \(french) ; la suite (\(missing)) n’est pas encore sauvegardée",
        english: "recoverable until \(english); what follows (\(missing)) is not backed up yet")
    case .otherHistory(let file, _):
      LocalizedText(
        french:
          "récupérable jusqu’à \(french) ; le \(file) qui est sauvegardé est d’une autre histoire du serveur (réinstallé, ou RESET MASTER)",
        english:
          "recoverable until \(english); the \(file) that is backed up is of another history of the server (installed anew, or RESET MASTER)"
      )
    case .ambiguous(let file, let backups, _):
      LocalizedText(
        french:
          "récupérable jusqu’à \(french) ; plusieurs \(file) différents y font suite (\(backups.joined(separator: ", "))) : partez d’une complète plus récente",
        english:
          "recoverable until \(english); several different \(file) go on from there (\(backups.joined(separator: ", "))): start from a newer full"
      )
    }
  }
}
