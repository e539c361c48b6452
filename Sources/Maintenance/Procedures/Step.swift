/// One step of a procedure: a verb of the Operations room and its arguments, or something that a person does.
public struct Step: Codable, Sendable, Equatable {
  /// The verb by which the registry of verbs finds it: `service.stop`.
  public var verb: String
  /// The verb's arguments, by name.
  public var arguments: [String: String]
  /// What the step does, for the screen.
  public var title: LocalizedText
  /// How long it may take before it is stopped.
  public var limitSeconds: Double

  /// A step.
  public init(verb: String, arguments: [String: String] = [:], title: LocalizedText, limitSeconds: Double = 600) {
    self.verb = verb
    self.arguments = arguments
    self.title = title
    self.limitSeconds = limitSeconds
  }
}
