import Maintenance

/// Something a step can do. A verb describes before it acts and skips what is already true, so that a step can be run
/// again after any interruption and ends in the same state.
public protocol Verb: Sendable {
  /// The name by which steps call it: `service.stop`.
  static var name: String { get }

  /// A verb has no state of its own: all it needs is in the context.
  init()

  /// The exact commands it would run, as a person would type them.
  func preview(_ context: StepContext) -> [String]

  /// What must hold before anything is touched.
  func preflight(_ context: StepContext) async -> [Preflight]

  /// The arguments of the step with what the circumstances add to them, before it is shown and confirmed.
  func adapted(_ context: StepContext) async -> [String: String]

  /// The confirmation that is asked for when it would do more than in the ordinary course; `nil`: the procedure's own.
  func confirmation(_ context: StepContext) -> Confirmation?

  /// Does it.
  func run(_ context: StepContext) async throws(StepFailure) -> StepOutcome

  /// Whether its work may be begun beside the step that its own names, while that runs: nothing of it may change what is live.
  func mayBeginBeside(_ context: StepContext) -> Bool

  /// Takes away what was made beside an earlier step, in this run or one that was killed, when the operation ends before this
  /// one's turn.
  func takeBack(_ context: StepContext)

  /// Puts back what the step did, when the operation ends before anything live was changed. Answers what it did.
  func undo(_ context: StepContext) async -> String?
}

extension Verb {
  public func preflight(_ context: StepContext) async -> [Preflight] { [] }
  public func adapted(_ context: StepContext) async -> [String: String] { context.step.arguments }
  public func confirmation(_ context: StepContext) -> Confirmation? { nil }
  public func mayBeginBeside(_ context: StepContext) -> Bool { false }
  public func takeBack(_ context: StepContext) {}
  public func undo(_ context: StepContext) async -> String? { nil }
}
