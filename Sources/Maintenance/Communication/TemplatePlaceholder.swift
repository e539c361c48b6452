/// A place in a template that is filled when the message is written: `{date}`.
public struct TemplatePlaceholder: Codable, Sendable, Hashable {
  public var name: String
  /// What is to be filled in.
  public var meaning: LocalizedText

  /// A placeholder.
  public init(name: String, meaning: LocalizedText) {
    self.name = name
    self.meaning = meaning
  }
}
