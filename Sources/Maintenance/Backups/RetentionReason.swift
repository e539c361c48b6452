/// Why a backup is kept, or may go.
public enum RetentionReason: String, Codable, Sendable, CaseIterable {
  /// Its leg is not in the plan: nobody has said how long it is kept.
  case unplanned
  /// It is dated in the future: its date says nothing.
  case ahead
  /// Its leg's time is not over.
  case withinTime
  /// The newest that was verified, or newer than that.
  case newestVerified
  /// Nothing of its kind was verified yet.
  case noneVerified
  /// The one full that is older than the leg's time: from it the oldest moments of that time are reached.
  case beforeTime
  /// A backup that is kept builds on it.
  case base
  /// A log whose files no verified differential holds.
  case notCovered
  /// Its time is over and nothing needs it.
  case over

  /// Whether the backup stays.
  public var isKept: Bool { self != .over }

  /// For the person.
  public var text: LocalizedText {
    switch self {
    case .unplanned:
      LocalizedText(french: "gardée : le plan n’en dit rien", english: "kept: the plan says nothing of it")
    case .ahead:
      LocalizedText(
        french: "gardée : datée du futur, une horloge s’est trompée",
        english: "kept: dated in the future, a clock was wrong")
    case .withinTime:
      LocalizedText(french: "gardée : sa durée n’est pas écoulée", english: "kept: its time is not over")
    case .newestVerified:
      LocalizedText(
        french: "gardée : rien de plus récent n’est vérifié", english: "kept: nothing newer has been verified")
    case .noneVerified:
      LocalizedText(french: "gardée : aucune n’est vérifiée", english: "kept: none has been verified")
    case .beforeTime:
      LocalizedText(
        french: "gardée : dernière complète d’avant la durée, d’où part le début de celle-ci",
        english: "kept: the last full before the time, from which its beginning is reached")
    case .base: LocalizedText(french: "gardée : une autre s’appuie dessus", english: "kept: another builds on it")
    case .notCovered:
      LocalizedText(
        french: "gardée : aucune différentielle vérifiée ne contient ces journaux",
        english: "kept: no verified differential holds these logs")
    case .over:
      LocalizedText(
        french: "supprimée : durée écoulée, plus rien n’en dépend",
        english: "deleted: its time is over, nothing needs it")
    }
  }
}
