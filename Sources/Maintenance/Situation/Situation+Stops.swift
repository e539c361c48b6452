extension Situation {
  /// The operation by which a person has stopped the service that a problem is about; `nil` when it went down by itself:
  /// it was started since, or went down later.
  public func stop(behind problem: Problem) -> OperationStatus? {
    guard case .service(let name) = problem.subject, case .serviceDown = problem.cause else { return nil }
    let own = operations.filter { operation in
      if case .service(_, name) = operation.request { operation.state.isOver } else { false }
    }
    guard let latest = own.max(by: { $0.startedAt < $1.startedAt }), latest.state == .done,
      latest.request == .service(verb: .stop, name: name)
    else { return nil }
    // The host says to the second when it went down; what only sees it gone, at its next look.
    let ended = latest.endedAt ?? latest.startedAt
    return (problem.since ?? ended).seconds(since: ended) < 60 ? latest : nil
  }
}
