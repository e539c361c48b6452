/// The life of an alert, as Prometheus defines `for`.
public enum AlertState: String, Codable, Sendable, CaseIterable {
  /// Under its threshold.
  case inactive
  /// Over its threshold, not yet for long enough.
  case pending
  /// Over its threshold for long enough.
  case firing
}
