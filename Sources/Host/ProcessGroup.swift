import Glibc
import Synchronization

/// The process group of one running command, and why it is being ended, if it is. The group's number is its leader's
/// pid, so it is safe to signal as long as the leader has not been reaped; `leave` says when that is about to happen.
final class ProcessGroup: Sendable {
  enum Reason: Sendable { case limit, cancelled, companion }

  private struct State {
    var leader: pid_t?
    var reason: Reason?
    var isOver = false
  }

  private let state = Mutex(State())
  private let graceSeconds: Double

  /// A group that may take `graceSeconds` to end when it is asked to; then it is killed.
  init(graceSeconds: Double) { self.graceSeconds = graceSeconds }

  /// Why the group was ended; `nil` when it was left alone.
  var reason: Reason? { state.withLock { $0.reason } }

  /// The command runs; when its end was asked for before, it ends now.
  func enter(leader: pid_t) {
    let isEnding = state.withLock { state in
      state.leader = leader
      return state.reason != nil
    }
    if isEnding { endNow() }
  }

  /// Asks the whole group to end. The first reason counts.
  func end(_ reason: Reason) {
    let isRunning = state.withLock { state in
      guard state.reason == nil, !state.isOver else { return false }
      state.reason = reason
      return state.leader != nil
    }
    if isRunning { endNow() }
  }

  private func endNow() {
    signal(SIGTERM)
    Task {
      try? await Task.sleep(for: .seconds(graceSeconds))
      signal(SIGKILL)
    }
  }

  /// Signals every process of the group.
  func signal(_ number: Int32) {
    state.withLock { state in
      if let leader = state.leader, !state.isOver { kill(-leader, number) }
    }
  }

  /// Waits until the leader has ended, without reaping it. Then whatever is left of a group that was ended is killed,
  /// and the group is no longer signalled: its number may soon be another's.
  func leave() async {
    // Its outputs are closed: most end at once, and each of a hundred small programs would be waited for.
    var pause = Duration.microseconds(100)
    while let leader = state.withLock({ $0.leader }), !hasEnded(leader) {
      try? await Task.sleep(for: pause)
      pause = min(pause * 2, .milliseconds(5))
    }
    state.withLock { state in
      if let leader = state.leader, state.reason != nil { kill(-leader, SIGKILL) }
      state.isOver = true
    }
  }

  private func hasEnded(_ leader: pid_t) -> Bool {
    var info = siginfo_t()
    let status = waitid(P_PID, id_t(leader), &info, WEXITED | WNOWAIT | WNOHANG)
    // Something other than us has reaped it: over as well.
    return status != 0 || info.si_signo == SIGCHLD
  }
}
