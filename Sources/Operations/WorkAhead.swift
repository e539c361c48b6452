import Maintenance
import Synchronization

/// Steps whose work was begun beside an earlier one, by their place. A step's own turn takes what came of it; where nothing good
/// did, it does its work itself.
final class WorkAhead: Sendable {
  typealias Work = Task<Result<StepOutcome, StepFailure>, Never>

  private let begun = Mutex<[Int: Work]>([:])

  /// Begins the work of a step.
  func begin(_ index: Int, _ verb: any Verb, _ context: StepContext) {
    let seconds = context.step.limitSeconds
    begun.withLock {
      $0[index] = Task { await TimeLimit.run(seconds: seconds) { await verb.result(context) }.value }
    }
  }

  /// Waits for what was begun of a step; `nil` when nothing was, or when it must be done again.
  func outcome(of index: Int) async -> StepOutcome? {
    guard let work = begun.withLock({ $0.removeValue(forKey: index) }) else { return nil }
    let result = await withTaskCancellationHandler {
      await work.value
    } onCancel: {
      work.cancel()
    }
    guard case .success(let outcome) = result, !outcome.isSkipped, outcome.facts[StepStatus.remarkFact] == nil else {
      return nil
    }
    return outcome
  }

  /// Ends whatever is still going on, and waits for its end.
  func end() async {
    let left = begun.withLock { work in
      defer { work = [:] }
      return work
    }
    for work in left.values { work.cancel() }
    for work in left.values { _ = await work.value }
  }
}
