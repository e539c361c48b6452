import Maintenance

/// The present of the sandbox when it is made, from which all its times are counted back.
struct SandboxMoment: Sendable {
  let now: Timestamp
  let zone: Zone

  /// Seconds since the epoch, `ago` seconds before the present.
  func epoch(ago: Int) -> Int64 { now.wholeSeconds - Int64(ago) }

  /// `2026-11-22 14:32:05`, `ago` seconds before the present (after it, when negative).
  func text(ago: Int) -> String { zone.local(now.adding(seconds: -Double(ago))).description }
}
