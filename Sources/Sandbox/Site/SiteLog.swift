import Glibc
import Host
import Maintenance
import Synchronization

/// The application's log, as the site writes it: opened for each entry, so that it may be rotated, removed and restored
/// at any time.
final class SiteLog: Sendable {
  private struct State {
    var lastFailureSeconds: Double?
    var isBroken = false
  }

  private let path: String
  private let zone: Zone
  private let clock: any HostClock
  private let failureSeconds: Double
  private let state = Mutex(State())

  /// A log at `path` whose times are local to `zone`, with failures at most each `failureSeconds`.
  init(path: String, zone: Zone, clock: any HostClock, failureSeconds: Double) {
    self.path = path
    self.zone = zone
    self.clock = clock
    self.failureSeconds = failureSeconds
  }

  /// Appends an entry. When that fails, the standard error says so, once until it works again.
  func write(_ level: LogLevel, _ message: String) {
    let now = zone.local(Timestamp(milliseconds: clock.wallMilliseconds())).description
    do throws(FileFault) {
      try append(LogLine.text(now, level, message))
      state.withLock { $0.isBroken = false }
    } catch {
      let isNew = state.withLock { state in
        defer { state.isBroken = true }
        return !state.isBroken
      }
      if isNew { Complaint.say(error.description) }
    }
  }

  /// Appends an entry about failing health, unless there was one a moment ago.
  func writeFailure(_ reason: String) {
    let now = clock.bootSeconds()
    let isDue = state.withLock { state in
      if let last = state.lastFailureSeconds, now - last < failureSeconds { return false }
      state.lastFailureSeconds = now
      return true
    }
    if isDue { write(.error, "Health check failed: \(reason)") }
  }

  private func append(_ text: String) throws(FileFault) {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw FileFault("open", path, code: errno) }
    defer { close(file) }
    try FileSystem.write(file, Array(text.utf8), path: path)
  }
}
