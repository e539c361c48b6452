extension Cadence {
  /// How often, in words: “every month”.
  public var words: LocalizedText {
    switch self {
    case .asAvailable: LocalizedText(french: "dès disponibilité", english: "as soon as available")
    case .eachBackup: LocalizedText(french: "après chaque sauvegarde", english: "after each backup")
    case .eachTest: LocalizedText(french: "après chaque essai", english: "after each test")
    case .eachChange: LocalizedText(french: "après chaque changement", english: "after each change")
    case .onFailure: LocalizedText(french: "en cas d’échec", english: "on failure")
    case .always: LocalizedText(french: "en permanence", english: "always")
    case .daily: LocalizedText(french: "chaque jour", english: "every day")
    case .weekly: LocalizedText(french: "chaque semaine", english: "every week")
    case .monthly: LocalizedText(french: "chaque mois", english: "every month")
    case .quarterly: LocalizedText(french: "chaque trimestre", english: "every quarter")
    case .yearly: LocalizedText(french: "chaque année", english: "every year")
    }
  }
}
