import Host
import Maintenance
import Operations
import Wire

extension Engine {
  /// Which tables were lost. Whoever asks while it is being read gets the same answer: the server's log is read once.
  func losses(for follower: Follower) async -> Answer {
    guard follower.role >= .operator else { return .refused(.role(.operator, has: follower.role)) }
    await preparation?.value
    let reading =
      lossReading
      ?? Task { [configuration, host] in
        await LostTables.read(
          plan: configuration.plan, state: configuration.state, host: host,
          folder: configuration.state.logReading)
      }
    lossReading = reading
    let report = await reading.value
    if lossReading == reading { lossReading = nil }
    return .losses(report ?? LossReport(losses: [], readAt: now))
  }
}
