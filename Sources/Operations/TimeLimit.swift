import Synchronization

/// Runs something at most so long. Passing the limit cancels it, as cancelling the caller does; either way its own
/// answer is waited for.
enum TimeLimit {
  static func run<Value: Sendable>(
    seconds: Double, _ body: @escaping @Sendable () async -> Value
  ) async -> (value: Value, hasPassed: Bool) {
    let hasPassed = Mutex(false)
    let work = Task { await body() }
    let clock = Task {
      guard (try? await Task.sleep(for: .seconds(seconds))) != nil else { return }
      hasPassed.withLock { $0 = true }
      work.cancel()
    }
    let value = await withTaskCancellationHandler {
      await work.value
    } onCancel: {
      work.cancel()
    }
    clock.cancel()
    return (value, hasPassed.withLock { $0 })
  }
}
