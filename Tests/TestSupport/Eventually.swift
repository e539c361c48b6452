/// Polls a condition until it holds, at most so long; answers whether it came to hold.
public func eventually(withinSeconds limit: Double = 60, _ holds: () async throws -> Bool) async rethrows -> Bool {
  let start = ContinuousClock.now
  while try await !holds() {
    if start.duration(to: .now) > .seconds(limit) { return false }
    try? await Task.sleep(for: .milliseconds(10))
  }
  return true
}
