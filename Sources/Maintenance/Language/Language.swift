/// The languages in which everything that a person reads exists.
public enum Language: String, Codable, Sendable, CaseIterable {
  case french = "fr"
  case english = "en"
}
