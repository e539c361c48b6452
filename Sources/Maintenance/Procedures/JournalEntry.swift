/// One line of an operation's journal, `STATE/operations/ID/journal.jsonl`: written by the worker and made durable
/// before and after each step, so that what was done is known whatever dies.
public struct JournalEntry: Codable, Sendable, Equatable {
  /// What happened.
  public enum Event: Codable, Sendable, Equatable {
    /// A worker has taken the operation; `pid` and the boot it runs in.
    case started(pid: Int32, bootID: String)
    /// A step is about to run.
    case stepStarted(Int)
    /// A step has ended well; `facts` are what later steps and a resume need.
    case stepDone(Int, exitStatus: Int32?, message: String?, facts: [String: String])
    /// A step has failed.
    case stepFailed(Int, exitStatus: Int32?, message: String)
    /// A step that changes what is live has failed and left it as it was: nothing was changed by it.
    case targetUntouched(Int)
    /// A step that has failed says what may be done next.
    case offered(Int, StepOffer)
    /// A step was already true and did nothing.
    case stepSkipped(Int, message: String)
    /// How far a step is, 0 … 1, and what it says.
    case progress(Int, fraction: Double?, message: String?)
    /// The whole is over.
    case ended(OperationState, exitStatus: Int32, message: String?)
  }

  public var at: Timestamp
  public var event: Event

  /// An entry.
  public init(at: Timestamp, event: Event) {
    self.at = at
    self.event = event
  }
}
