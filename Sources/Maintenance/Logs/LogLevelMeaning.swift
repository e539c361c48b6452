/// When a level is used, in the words of the plan.
public struct LogLevelMeaning: Codable, Sendable, Hashable {
  public var level: LogLevel
  public var meaning: LocalizedText

  /// A meaning.
  public init(level: LogLevel, meaning: LocalizedText) {
    self.level = level
    self.meaning = meaning
  }
}
