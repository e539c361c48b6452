import Host
import Maintenance

/// Tells how far a file is that a program writes: bytes, rate, and the time left when its usual size is known.
struct GrowingFile: Sendable {
  let path: String
  let expected: UInt64?

  init(_ path: String, expected: UInt64?) {
    self.path = path
    self.expected = expected
  }

  /// Runs `work` while the file's growth is told twice a second.
  func watched<Value: Sendable>(
    _ context: StepContext, _ work: @Sendable () async throws(StepFailure) -> Value
  ) async throws(StepFailure) -> Value {
    let began = context.now
    let watch = Task {
      while (try? await Task.sleep(for: .milliseconds(500))) != nil {
        guard let bytes = FileSystem.facts(path)?.bytes else { continue }
        tell(bytes, seconds: context.now.seconds(since: began), context)
      }
    }
    defer { watch.cancel() }
    return try await work()
  }

  private func tell(_ bytes: UInt64, seconds: Double, _ context: StepContext) {
    let rate = seconds > 0 ? Double(bytes) / seconds : 0
    var text = context.say(ByteWords.text(bytes)) + ", " + context.say(ByteWords.text(UInt64(max(0, rate)))) + "/s"
    var fraction: Double?
    if let expected, expected > bytes, rate > 0 {
      fraction = min(0.95, Double(bytes) / Double(expected))
      let left = Int((Double(expected - bytes) / rate).rounded(.up))
      text += context.say(", encore \(left) s environ", ", about \(left) s left")
    }
    context.progress(fraction, text)
  }
}
