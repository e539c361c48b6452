import Maintenance

/// What has changed of the rounds: most often the evidence of a task or two, and the moment of all the others.
public struct RoundsUpdate: Codable, Sendable, Equatable {
  /// The whole, when more than evidence has changed.
  public var whole: [RoundStatus]?
  /// The evidence of all tasks of all rounds in a row.
  public var evidence: ListUpdate<Evidence>?

  /// `nil` when nothing has changed.
  init?(from old: [RoundStatus], to new: [RoundStatus]) {
    guard old != new else { return nil }
    evidence = ListUpdate(from: old.evidence, to: new.evidence)
    if applied(to: old) != new {
      evidence = nil
      whole = new
    }
  }

  func applied(to old: [RoundStatus]) -> [RoundStatus] {
    if let whole { return whole }
    guard let evidence else { return old }
    var rest = evidence.applied(to: old.evidence)[...]
    var next = old
    for round in next.indices {
      for task in next[round].tasks.indices {
        if let evidence = rest.popFirst() { next[round].tasks[task].evidence = evidence }
      }
    }
    return next
  }
}

extension [RoundStatus] {
  fileprivate var evidence: [Evidence] { flatMap { $0.tasks.map(\.evidence) } }
}
