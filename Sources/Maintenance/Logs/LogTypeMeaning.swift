/// What a type of log holds, in the words of the plan.
public struct LogTypeMeaning: Codable, Sendable, Hashable {
  public var type: LogType
  public var meaning: LocalizedText

  /// A meaning.
  public init(type: LogType, meaning: LocalizedText) {
    self.type = type
    self.meaning = meaning
  }
}
