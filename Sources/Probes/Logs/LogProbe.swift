import Glibc
import Host
import Maintenance

/// Follows the log files of a plan and counts their warnings, errors and criticals of the last 24 hours.
///
/// The first pass looks back 24 hours, at most 8 MiB; each further one reads what is new. Entries of several lines, as stack
/// traces are, count once. Each file is read on a thread of its own: one on a disk that hangs costs nobody else.
public actor LogProbe {
  /// Seconds east of UTC at a civil time, which is given in seconds since 1970-01-01T00:00:00 of that zone. Most logs bear
  /// no zone: theirs is the host's, or the application's.
  public typealias ZoneOffset = @Sendable (Int64) -> Int

  private let plan: [LogPlan]
  private let offset: ZoneOffset
  private let graceSeconds: Double
  private var followers: [String: LogFollower] = [:]
  private var latest: [String: Latest<LogCounts>] = [:]
  private var readings: [String: Reading<LogCounts>] = [:]
  /// The files that are being read, and since when.
  private var underWay: [String: Double] = [:]
  private var waiters: [CheckedContinuation<Void, Never>] = []

  /// A probe for the log files of a plan; their names are unique. A file that has not been read within `graceSeconds` is left
  /// for the next sample.
  public init(plan: [LogPlan], offset: @escaping ZoneOffset = hostZoneOffset, graceSeconds: Double = 0.5) {
    self.plan = plan
    self.offset = offset
    self.graceSeconds = graceSeconds
  }

  /// One status for each log, in the order of the plan.
  public func sample(_ host: Host) async -> [LogStatus] {
    for log in plan { read(log, host) }
    await settle()
    return plan.map { log in
      LogStatus(name: log.name, path: log.path, counts: reading(log, host))
    }
  }

  /// What is known of a log. One that has been read for longer than a few samples is on a disk that hangs.
  private func reading(_ log: LogPlan, _ host: Host) -> Reading<LogCounts> {
    guard let since = underWay[log.name], monotonicSeconds() - since > 10 else { return readings[log.name] ?? .pending }
    let now = Timestamp(milliseconds: host.clock.wallMilliseconds())
    return latest[log.name, default: Latest()].reading(at: now) { () throws(Unavailability) in
      throw Unavailability(.timeout, log.path)
    }
  }

  private func read(_ log: LogPlan, _ host: Host) {
    guard underWay[log.name] == nil else { return }
    underWay[log.name] = monotonicSeconds()
    let follower =
      followers[log.name]
      ?? LogFollower(path: host.roots.root + log.path, format: log.format, offset: offset)
    let now = Timestamp(milliseconds: host.clock.wallMilliseconds())
    Task {
      let done = await onOwnThread { () -> (LogFollower, Result<LogCounts, Unavailability>) in
        var follower = follower
        let result = follower.pass(now: now)
        return (follower, result)
      }
      if let done { followers[log.name] = done.0 }
      let result = done?.1 ?? .failure(Unavailability(.failed, "no thread to read \(log.path)"))
      readings[log.name] = latest[log.name, default: Latest()].reading(at: now) { () throws(Unavailability) in
        try result.get()
      }
      underWay[log.name] = nil
      if underWay.isEmpty { wake() }
    }
  }

  private func wake() {
    let woken = waiters
    waiters = []
    for waiter in woken { waiter.resume() }
  }

  private func settle() async {
    guard !underWay.isEmpty else { return }
    let timer = Task {
      if (try? await Task.sleep(for: .seconds(graceSeconds))) != nil { wake() }
    }
    await withCheckedContinuation { waiters.append($0) }
    timer.cancel()
  }
}

/// The host's own zone (`mktime(3)`: `TZ`, else `/etc/localtime`).
@Sendable public func hostZoneOffset(_ civilSeconds: Int64) -> Int {
  var seconds = time_t(civilSeconds)
  var parts = tm()
  gmtime_r(&seconds, &parts)
  parts.tm_isdst = -1
  let moment = mktime(&parts)
  return Int(civilSeconds) - moment
}
