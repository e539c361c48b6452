import Host

/// Runs `body`, which may hang in the kernel, on a thread of its own and waits for it without holding a thread of the
/// cooperative pool. `nil` when the kernel gives no thread.
func onOwnThread<Result: Sendable>(_ body: @escaping @Sendable () -> Result) async -> Result? {
  await withCheckedContinuation { (continuation: CheckedContinuation<Result?, Never>) in
    if !startThread({ continuation.resume(returning: body()) }) { continuation.resume(returning: nil) }
  }
}
