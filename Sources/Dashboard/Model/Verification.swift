import Maintenance

/// What is known of the audit chain.
enum Verification: Sendable, Equatable {
  /// Nobody has asked.
  case none
  case running
  case holds(rows: Int64, at: Timestamp)
  case broken(LocalizedText, at: Timestamp)
  case refused(LocalizedText)
}
