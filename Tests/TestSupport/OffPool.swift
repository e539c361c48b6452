import Foundation

/// Runs what blocks on a thread of its own: the pool of Swift's tasks has as many threads as the machine has cores, and
/// a test that blocks one of them stalls every other test.
public func offPool<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
  try await withCheckedThrowingContinuation { continuation in
    Thread.detachNewThread { continuation.resume(with: Result { try body() }) }
  }
}
