import Maintenance

/// Says things in one language, with moments in the plan's zone. Every face of vigie words its states here.
public struct Wording: Sendable, Equatable {
  /// The language in which everything is said.
  public var language: Language
  /// The zone by whose clocks moments are shown.
  public var zone: Zone

  /// The wording of `language`, with moments shown by the clocks of a zone.
  public init(_ language: Language, zone: Zone = .utc) {
    self.language = language
    self.zone = zone
  }

  /// The text of a fixed word.
  public func callAsFunction(_ word: Word) -> String { word.phrase.text(in: language) }

  /// The text of a phrase.
  public func callAsFunction(_ phrase: Phrase) -> String { phrase.text(in: language) }

  /// The plan's own text, in the other language when this one is missing.
  public func callAsFunction(_ text: LocalizedText) -> String { text.text(in: language) }

  /// One of two texts that are made on the spot. Only the one that is needed is made.
  func pick(_ french: @autoclosure () -> String, _ english: @autoclosure () -> String) -> String {
    switch language {
    case .french: french()
    case .english: english()
    }
  }

  /// A number with its noun in the right form: French takes the plural from 2 on, English for all but 1.
  func count(_ number: Int, _ one: Phrase, _ many: Phrase) -> String {
    let single = pick("f", "e") == "f" ? abs(number) < 2 : number == 1
    return "\(number)\u{A0}\(self(single ? one : many))"
  }
}
