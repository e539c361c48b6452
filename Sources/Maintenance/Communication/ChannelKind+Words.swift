extension ChannelKind {
  /// The way, in words.
  public var words: LocalizedText {
    switch self {
    case .slack: LocalizedText(french: "Slack", english: "Slack")
    case .email: LocalizedText(french: "courriel", english: "e-mail")
    case .sms: LocalizedText(french: "SMS", english: "SMS")
    case .website: LocalizedText(french: "site web", english: "website")
    case .inApp: LocalizedText(french: "dans l’application", english: "in the application")
    }
  }
}
