/// A message with places to fill in, in both languages.
public struct MessageTemplate: Codable, Sendable, Hashable {
  /// The name by which steps call it, unique in the plan.
  public var name: String
  /// What it is for.
  public var title: LocalizedText
  public var subject: LocalizedText
  /// Several lines.
  public var body: LocalizedText
  /// Every `{name}` of the subject and the body but `{application}`, which the plan fills.
  public var placeholders: [TemplatePlaceholder]

  /// A template.
  public init(
    name: String, title: LocalizedText, subject: LocalizedText, body: LocalizedText,
    placeholders: [TemplatePlaceholder]
  ) {
    self.name = name
    self.title = title
    self.subject = subject
    self.body = body
    self.placeholders = placeholders
  }

  /// The name that the plan itself fills: the application's.
  public static let application = "application"

  /// The names between braces in a text, each once, in their order.
  public static func names(in text: String) -> [String] {
    var names: [String] = []
    for part in text.split(separator: "{", omittingEmptySubsequences: false).dropFirst() {
      guard let close = part.firstIndex(of: "}") else { continue }
      let name = String(part[..<close])
      let isName = !name.isEmpty && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) || $0 == "-" }
      if isName, !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// A text with every `{name}` for which there is a value replaced by it; the others stay, to be seen.
  public static func fill(_ text: String, _ values: [String: String]) -> String {
    var result = ""
    var rest = Substring(text)
    while let open = rest.firstIndex(of: "{") {
      result += rest[..<open]
      rest = rest[open...]
      if let close = rest.firstIndex(of: "}"), let value = values[String(rest[..<close].dropFirst())] {
        result += value
        rest = rest[rest.index(after: close)...]
      } else {
        result += "{"
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }
}
