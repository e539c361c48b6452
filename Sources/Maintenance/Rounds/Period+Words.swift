extension Period {
  /// The round, in words.
  public var words: LocalizedText {
    switch self {
    case .daily: LocalizedText(french: "Ronde du jour", english: "Daily round")
    case .weekly: LocalizedText(french: "Ronde de la semaine", english: "Weekly round")
    case .monthly: LocalizedText(french: "Ronde du mois", english: "Monthly round")
    case .quarterly: LocalizedText(french: "Ronde du trimestre", english: "Quarterly round")
    case .yearly: LocalizedText(french: "Ronde de l’année", english: "Yearly round")
    }
  }
}
