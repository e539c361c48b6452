import Maintenance

/// A text in both languages. There is no way to make one with a language missing.
public struct Phrase: Sendable, Hashable {
  public let french: String
  public let english: String

  /// The same thing said in French and in English.
  public init(_ french: String, _ english: String) {
    self.french = french
    self.english = english
  }

  /// The text in `language`.
  public func text(in language: Language) -> String {
    switch language {
    case .french: french
    case .english: english
    }
  }
}
