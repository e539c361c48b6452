import Host
import Synchronization

/// What the site does when its timer fires: it looks whether an agent lives, and logs what the application claims to
/// have done.
final class SiteBeat: Sendable {
  private struct State {
    var loneSeconds = 0.0
    var nextActivity: Double
  }

  private let stateFolder: StateFolder
  private let timing: SiteTiming
  private let clock: any HostClock
  private let log: SiteLog
  private let state: Mutex<State>

  init(_ stateFolder: StateFolder, timing: SiteTiming, clock: any HostClock, log: SiteLog) {
    self.stateFolder = stateFolder
    self.timing = timing
    self.clock = clock
    self.log = log
    state = Mutex(State(nextActivity: clock.bootSeconds() + timing.activitySeconds.lowerBound))
  }

  /// Does what is due.
  ///
  /// - Returns: whether the site may stay. The time without an agent is counted in beats, so that a machine that slept
  ///   does not wake to a site that leaves.
  func beat() -> Bool {
    let isAlone = !FileLock.isHeld(stateFolder.agentLock)
    let now = clock.bootSeconds()
    let (mayStay, isActive) = state.withLock { state in
      state.loneSeconds = isAlone ? state.loneSeconds + timing.beatSeconds : 0
      let isDue = now >= state.nextActivity
      if isDue { state.nextActivity = now + .random(in: timing.activitySeconds) }
      return (state.loneSeconds < timing.loneSeconds, isDue)
    }
    // Without its database the application does nothing worth a line.
    if mayStay, isActive, FileSystem.exists(SandboxFolder(stateFolder).database) { act() }
    return mayStay
  }

  private func act() {
    var generator = SystemRandomNumberGenerator()
    if Int.random(in: 0..<40) == 0 {
      log.write(.warning, Activity.remarkable(&generator))
    } else {
      log.write(.info, Activity.ordinary(&generator))
    }
  }
}
