/// Which rows of a table a person wants back.
public struct RowSelection: Codable, Sendable, Hashable {
  public var table: String
  /// What they have in common, as SQL writes it after `WHERE`; `nil`: all rows of the table.
  public var condition: String?
  /// Whether rows that depend on them, and rows that they depend on, come back with them where they are gone.
  public var withDependents: Bool
  /// Whether the statements are only written out, to be read and run by a person.
  public var onlyWritten: Bool

  /// A selection.
  public init(table: String, condition: String? = nil, withDependents: Bool = false, onlyWritten: Bool = false) {
    self.table = table
    self.condition = condition
    self.withDependents = withDependents
    self.onlyWritten = onlyWritten
  }

  /// What speaks against the condition; `nil` when it is one expression and nothing else: it stands in parentheses in
  /// statements of ours, and may not end them.
  public var conditionFault: LocalizedText? {
    guard let condition else { return nil }
    var depth = 0
    var quote: Character?
    var characters = condition.makeIterator()
    var previous: Character = " "
    if condition.allSatisfy(\.isWhitespace) {
      return LocalizedText(french: "la condition est vide", english: "the condition is empty")
    }
    while let character = characters.next() {
      defer { previous = character }
      if let open = quote {
        // A doubled quote closes and opens again.
        if character == "\\", open != "`" { _ = characters.next() } else if character == open { quote = nil }
        continue
      }
      switch character {
      case "'", "\"", "`": quote = character
      case "(": depth += 1
      case ")":
        depth -= 1
        if depth < 0 { return LocalizedText(french: "« ) » de trop", english: "a “)” too many") }
      case ";", "#", "\0":
        return LocalizedText(
          french: "« \(character) » n’a pas sa place dans une condition",
          english: "“\(character)” has no place in a condition")
      case "-" where previous == "-", "*" where previous == "/":
        return LocalizedText(
          french: "un commentaire n’a pas sa place dans une condition", english: "a comment has no place in a condition"
        )
      default: break
      }
    }
    if quote != nil { return LocalizedText(french: "une chaîne n’est pas fermée", english: "a string is not closed") }
    return depth == 0
      ? nil : LocalizedText(french: "une parenthèse n’est pas fermée", english: "a parenthesis is not closed")
  }
}
