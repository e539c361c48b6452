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

  /// For the person.
  public var text: LocalizedText {
    switch self {
    case .noFull:
      LocalizedText(
        french: "aucune sauvegarde complète n’est aussi ancienne", english: "no full backup is as old as that")
    case .beforeFull(let full, let takenAt):
      LocalizedText(
        french: "\(full) date de \(takenAt), après le moment voulu",
        english: "\(full) is of \(takenAt), after the moment that is wanted")
    case .noPosition(let full):
      LocalizedText(
        french: "\(full) a été faite sans journal binaire : seul son propre instant est récupérable",
        english: "\(full) was made without a binary log: only its own moment can be reached")
    case .missing(let file, let reached):
      LocalizedText(
        french: "le journal \(file) n’est dans aucune sauvegarde : récupérable jusqu’à \(reached) seulement",
        english: "the log \(file) is in no backup: recoverable until \(reached) only")
    case .notReached(let reached, let missing):
      LocalizedText(
        french: "récupérable jusqu’à \(reached) ; la suite (\(missing)) n’est pas encore sauvegardée",
        english: "recoverable until \(reached); what follows (\(missing)) is not backed up yet")
    }
  }
}
