import Maintenance

/// What `vigie plan init` asks a person.
public struct PlanAnswers: Sendable, Equatable {
  public var application: String
  public var timezone: String
  public var language: Language
  public var production: Bool

  /// The answers.
  public init(application: String, timezone: String, language: Language, production: Bool) {
    self.application = application
    self.timezone = timezone
    self.language = language
    self.production = production
  }
}
