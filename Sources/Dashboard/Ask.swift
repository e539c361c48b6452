import Maintenance

/// What the dashboard asks of the agent.
public enum Ask: Sendable, Hashable {
  /// What an operation would do; starts nothing.
  case preview(OperationRequest)
  /// Starts an operation. `confirmation` is the typed name, or `yes`.
  case start(OperationRequest, confirmation: String?, reason: String?)
  /// Ends a running operation.
  case cancel(operation: String)
  /// Goes on with an interrupted operation.
  case resume(operation: String)
  /// One operation and its output from a byte on.
  case operation(id: String, outputFrom: Int)
  /// The latest operations, newest first.
  case operations(limit: Int)
  /// Answers a task of the current round.
  case tick(period: Period, task: String, verdict: TickVerdict, note: String?)
  /// Takes a problem.
  case acknowledge(problem: String, note: String?)
  /// Gives a problem back.
  case unacknowledge(problem: String)
  /// Rows of the audit chain, newest first, those before `before`.
  case audit(limit: Int, before: Int64?)
  /// Proves the audit chain.
  case verifyRegister
  /// What the plan holds for people to read.
  case handbook
  /// A part of a log of the plan.
  case log(LogRequest)
  /// Which tables were lost, as far as the log of the database server tells it.
  case losses
}
