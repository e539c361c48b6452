/// Folds what was ordered and what was journalled into the operation as it stands. Pure: the same ticket and journal
/// give the same status, whoever asks, before and after any crash.
public enum OperationFold {
  /// The operation as it stands.
  ///
  /// - Parameter workerAlive: whether a worker holds the operation's lock. A journal without an end and without a
  ///   living worker is an interrupted operation.
  public static func fold(_ ticket: OperationTicket, _ journal: [JournalEntry], workerAlive: Bool) -> OperationStatus {
    var steps = ticket.procedure.steps.map { StepStatus(title: $0.title) }
    var status = OperationStatus(
      id: ticket.id, request: ticket.request, procedure: ticket.procedure.name, title: ticket.procedure.title,
      target: ticket.procedure.target, by: ticket.by, reason: ticket.reason, startedAt: ticket.createdAt,
      state: .running, steps: [])
    for entry in journal { apply(entry, to: &steps, of: &status) }
    if status.endedAt == nil, !workerAlive {
      status.state = .interrupted
      status.canResume = true
    }
    if status.state != .running {
      // What was running when the worker ended is not running any more: it is to be done again.
      for index in steps.indices where steps[index].state == .running { steps[index].state = .waiting }
    }
    status.steps = steps
    if hasChangedTarget(ticket.procedure, journal), status.state != .running, status.state != .refused {
      status.wayBack = ticket.procedure.wayBack
    }
    return status
  }

  /// Whether a step that changes what is live has been begun, and has not said that it left everything as it was: before,
  /// there is nothing to get back from.
  public static func hasChangedTarget(_ procedure: Procedure, _ journal: [JournalEntry]) -> Bool {
    !changedSteps(procedure, journal).isEmpty
  }

  /// The steps that have changed what is live, or may have, by their index.
  public static func changedSteps(_ procedure: Procedure, _ journal: [JournalEntry]) -> Set<Int> {
    var changed: Set<Int> = []
    for entry in journal {
      switch entry.event {
      case .stepStarted(let index) where procedure.steps.indices.contains(index):
        if procedure.steps[index].changesTarget { changed.insert(index) }
      case .targetUntouched(let index): changed.remove(index)
      default: continue
      }
    }
    return changed
  }

  private static func apply(_ entry: JournalEntry, to steps: inout [StepStatus], of status: inout OperationStatus) {
    func change(_ index: Int, _ body: (inout StepStatus) -> Void) {
      if steps.indices.contains(index) { body(&steps[index]) }
    }
    switch entry.event {
    case .started, .targetUntouched: break
    case .stepStarted(let index):
      change(index) { step in
        step = StepStatus(title: step.title, state: .running, startedAt: entry.at)
      }
    case .stepDone(let index, let exitStatus, let message, let facts):
      change(index) { step in
        step.state = .done
        step.endedAt = entry.at
        step.exitStatus = exitStatus
        step.message = message
        step.progress = 1
        if facts[StepStatus.remarkFact] != nil { step.hasRemark = true }
        let offers = StepOffer.read(facts[StepOffer.fact])
        if !offers.isEmpty { step.offers = offers }
      }
    case .offered(let index, let offer): change(index) { $0.offers = ($0.offers ?? []) + [offer] }
    case .stepSkipped(let index, let message):
      change(index) { step in
        step.state = .skipped
        step.endedAt = entry.at
        step.message = message
      }
    case .stepFailed(let index, let exitStatus, let message):
      change(index) { step in
        step.state = .failed
        step.endedAt = entry.at
        step.exitStatus = exitStatus
        step.message = message
      }
    case .progress(let index, let fraction, let message):
      change(index) { step in
        step.progress = fraction.map { min(1, max(0, $0)) } ?? step.progress
        step.message = message ?? step.message
      }
    case .ended(let state, let exitStatus, let message):
      status.state = state
      status.endedAt = entry.at
      status.exitStatus = exitStatus
      status.message = message
    }
  }
}
