/// A text of the plan in one or both languages. In YAML: one string for both, or `{fr: …, en: …}`.
public struct LocalizedText: Codable, Hashable, Sendable {
  /// The French text, when the plan gives one.
  public var french: String?
  /// The English text, when the plan gives one.
  public var english: String?

  /// A text by language.
  public init(french: String?, english: String?) {
    self.french = french
    self.english = english
  }

  /// One text for both languages.
  public init(_ text: String) { self.init(french: text, english: text) }

  /// The text in `language`, else in the other one.
  public func text(in language: Language) -> String {
    switch language {
    case .french: french ?? english ?? ""
    case .english: english ?? french ?? ""
    }
  }

  /// The languages that are missing.
  public var missing: [Language] {
    (french == nil ? [.french] : []) + (english == nil ? [.english] : [])
  }

  private enum CodingKeys: String, CodingKey {
    case french = "fr"
    case english = "en"
  }
}
