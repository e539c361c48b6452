import Maintenance

/// The lines of one log by level, counted in spans of ten minutes, so that the oldest can be dropped.
struct LogTally: Sendable, Equatable {
  /// What is looked back upon.
  static let windowSeconds: Int64 = 86_400
  private static let spanSeconds: Int64 = 600

  private struct Span: Sendable, Equatable {
    var warnings = 0
    var errors = 0
    var criticals = 0
  }

  private var spans: [Int64: Span] = [:]
  private var lastError: String?
  private var lastErrorAt: Timestamp?

  /// Counts a line of a level at a moment; `text` is only made for the lines that may be shown.
  mutating func count(_ level: LogLine.Level, at moment: Timestamp, text: () -> String) {
    let span = moment.wholeSeconds / Self.spanSeconds
    switch level {
    case .warning: spans[span, default: Span()].warnings += 1
    case .error: spans[span, default: Span()].errors += 1
    case .critical: spans[span, default: Span()].criticals += 1
    }
    if level != .warning, lastErrorAt.map({ $0 <= moment }) ?? true {
      lastError = text()
      lastErrorAt = moment
    }
  }

  /// The counts of the 24 hours before `now`, to ten minutes; what is older is forgotten.
  mutating func counts(now: Timestamp) -> LogCounts {
    let oldest = (now.wholeSeconds - Self.windowSeconds) / Self.spanSeconds
    spans = spans.filter { $0.key > oldest }
    if let at = lastErrorAt, now.wholeSeconds - at.wholeSeconds > Self.windowSeconds {
      lastError = nil
      lastErrorAt = nil
    }
    var counts = LogCounts(lastError: lastError, lastErrorAt: lastErrorAt)
    for span in spans.values {
      counts.warnings += span.warnings
      counts.errors += span.errors
      counts.criticals += span.criticals
    }
    return counts
  }
}
