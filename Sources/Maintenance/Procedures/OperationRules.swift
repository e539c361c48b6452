/// When an operation is a problem that someone has to decide about.
public enum OperationRules {
  /// For how long a failure asks for attention when nothing of its kind has succeeded since.
  public static let failureLastsSeconds: Double = 86_400

  /// The problems of the latest operations, newest first. A later operation of the same kind on the same target that
  /// succeeded settles an older failure; so does going on with an interrupted one, and for a start or a restart that the
  /// service is one of `running`: it runs, without a problem.
  public static func problems(
    of operations: [OperationStatus], running: Set<String> = [], now: Timestamp
  ) -> [Problem] {
    var settled: Set<String> = []
    var problems: [Problem] = []
    for operation in operations.sorted(by: { $0.startedAt > $1.startedAt }) {
      // A comparison settles nothing but comparisons.
      let isComparison = operation.request.isComparison
      let kind = operation.procedure + " " + operation.target + (isComparison ? " compared" : "")
      let isUnbegun = isUnbegun(operation)
      defer { if operation.state == .done || operation.state == .failed || isUnbegun { settled.insert(kind) } }
      guard !settled.contains(kind), !isReached(operation.request, running) else { continue }
      switch operation.state {
      case .interrupted:
        problems.append(
          problem(operation, .critical, .operationInterrupted(procedure: operation.procedure)))
      // Whoever compares reads what came of it, and compares again: it is nothing for others to act on.
      case .failed where isComparison: continue
      case .failed where now.seconds(since: operation.endedAt ?? operation.startedAt) < failureLastsSeconds:
        let message = operation.message ?? ""
        problems.append(
          problem(operation, .warning, .operationFailed(procedure: operation.procedure, message: message)))
      case .refused where isUnbegun:
        problems.append(
          problem(
            operation, .warning, .operationFailed(procedure: operation.procedure, message: operation.message ?? ""))
        )
      case .failed, .running, .done, .cancelled, .refused:
        continue
      }
    }
    return problems
  }

  /// Whether the calendar could not begin it: nobody was told. A backup's own leg says so.
  private static func isUnbegun(_ operation: OperationStatus) -> Bool {
    if case .backup = operation.request { return false }
    return operation.state == .refused && operation.by == .agent
  }

  private static func isReached(_ request: OperationRequest, _ running: Set<String>) -> Bool {
    guard case .service(let verb, let name) = request, verb != .stop else { return false }
    return running.contains(name)
  }

  private static func problem(_ operation: OperationStatus, _ severity: Severity, _ cause: Cause) -> Problem {
    Problem(
      id: "operation.\(operation.id)", subject: .operation(operation.id), severity: severity, state: .firing,
      cause: cause, since: operation.endedAt ?? operation.startedAt)
  }
}
