/// Remembers when each problem began and who has taken it, between one Situation and the next.
public struct ProblemLedger: Codable, Sendable, Equatable {
  /// What is remembered of one problem.
  public struct Entry: Codable, Sendable, Equatable {
    public var since: Timestamp
    public var acknowledgement: Acknowledgement?
  }

  /// By the problem's id.
  public private(set) var entries: [String: Entry]

  /// Nothing remembered.
  public init() { entries = [:] }

  /// Fills in what is remembered, forgets problems that are over, and puts the worst first.
  ///
  /// - Parameter unread: the ids of what has not been read yet: its problems are held, not over.
  /// - Returns: the problems, sorted; those that have begun to fire; the ids of those that are over.
  public mutating func settle(
    _ problems: [Problem], unread: Set<String> = [], now: Timestamp
  ) -> (problems: [Problem], begun: [Problem], ended: [String]) {
    var next: [String: Entry] = [:]
    var begun: [Problem] = []
    let settled = problems.map { problem in
      var problem = problem
      let known = entries[problem.id]
      let entry = Entry(since: problem.since ?? known?.since ?? now, acknowledgement: known?.acknowledgement)
      problem.since = entry.since
      problem.acknowledgement = entry.acknowledgement
      if problem.state == .firing {
        next[problem.id] = entry
        if known == nil { begun.append(problem) }
      }
      return problem
    }
    for id in unread where next[id] == nil { next[id] = entries[id] }
    let ended = entries.keys.filter { next[$0] == nil }.sorted()
    entries = next
    return (settled.sorted(by: ProblemLedger.comesFirst), begun, ended)
  }

  /// What was kept, with what has been noticed since: the earlier beginning of a problem stands.
  public func merged(with newer: ProblemLedger) -> ProblemLedger {
    var merged = newer
    for (id, entry) in newer.entries {
      guard let kept = entries[id] else { continue }
      merged.entries[id] = Entry(
        since: min(kept.since, entry.since), acknowledgement: entry.acknowledgement ?? kept.acknowledgement)
    }
    // A problem that has not been read again yet is not over.
    for (id, entry) in entries where merged.entries[id] == nil { merged.entries[id] = entry }
    return merged
  }

  /// Records that someone has taken a problem, or given it back; false when there is no such problem.
  public mutating func acknowledge(_ id: String, _ acknowledgement: Acknowledgement?) -> Bool {
    guard entries[id] != nil else { return false }
    entries[id]?.acknowledgement = acknowledgement
    return true
  }

  private static func comesFirst(_ a: Problem, _ b: Problem) -> Bool {
    func rank(_ problem: Problem) -> (Int, Int, Int64, String) {
      let severity = [Severity.critical, .warning, .unknown, .fine].firstIndex(of: problem.severity) ?? 4
      return (problem.state == .firing ? 0 : 1, severity, problem.since?.milliseconds ?? .max, problem.id)
    }
    return rank(a) < rank(b)
  }
}
