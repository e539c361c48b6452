/// What a step has done.
public struct StepOutcome: Sendable, Equatable {
  /// The exit status of its last command, when it ran one.
  public var exitStatus: Int32?
  /// What it says: a count, a name.
  public var message: String?
  /// What later steps, and a resume, need to know.
  public var facts: [String: String]
  /// Whether everything was already as it should be.
  public var isSkipped: Bool

  /// A step that is done.
  public init(exitStatus: Int32? = nil, message: String? = nil, facts: [String: String] = [:]) {
    self.exitStatus = exitStatus
    self.message = message
    self.facts = facts
    isSkipped = false
  }

  /// A step that had nothing to do.
  public static func skipped(_ message: String, facts: [String: String] = [:]) -> StepOutcome {
    var outcome = StepOutcome(message: message, facts: facts)
    outcome.isSkipped = true
    return outcome
  }
}
