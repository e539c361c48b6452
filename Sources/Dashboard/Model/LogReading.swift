import Maintenance

/// What is known of the log that is read: its newest entries, and older ones as far as they were asked for.
struct LogReading: Sendable, Equatable {
  /// How many entries are asked for at a time.
  static let page = 200
  /// No more entries than these are kept.
  static let limit = 4000
  /// How often the end is asked for while it is shown.
  static let pauseSeconds: Double = 3

  /// The log; `nil` while none is read.
  private(set) var name: String?
  /// Oldest first.
  private(set) var entries: [LogEntry] = []
  /// The same with identical errors and warnings together, at the place of the newest.
  private(set) var groups: [LogGroup] = []
  /// Where the oldest entry begins and where the newest ends, in bytes of the file.
  private(set) var start: Int64 = 0
  private(set) var end: Int64?
  /// Whether the newest entry stays selected as more are written.
  var isFollowing = true
  /// Whether an answer is on its way.
  var isAsking = false
  /// The levels that are looked for in older parts, which come one after the other until one of them is found.
  var sought: Set<LogLevel> = []
  /// When to ask for the end again.
  var askAt: Timestamp?
  /// Why the log cannot be read.
  var fault: LocalizedText?

  /// Nothing read yet, of a log or of none.
  init(_ name: String? = nil) { self.name = name }

  /// Whether there is more before the oldest entry.
  var hasOlder: Bool { start > 0 && entries.count < LogReading.limit }

  /// The newest part of the file has come.
  mutating func take(newest page: LogPage) {
    fault = nil
    guard !page.isUnchanged else { return }
    // What was read before stays only if nothing is missing between it and the new part, and the file is the same.
    if let end, page.start <= end, page.end >= end {
      entries.removeAll { $0.offset >= page.start }
      if entries.isEmpty { start = page.start }
    } else {
      entries = []
      start = page.start
    }
    entries += page.entries
    end = page.end
    if entries.count > LogReading.limit {
      entries.removeFirst(entries.count - LogReading.limit)
      start = entries.first?.offset ?? start
    }
    groups = LogGroup.groups(of: entries)
  }

  /// A part before the oldest entry has come.
  mutating func take(older page: LogPage) {
    guard page.end <= start || page.start < start else { return }
    entries = page.entries.filter { $0.offset < start } + entries
    start = page.entries.isEmpty ? 0 : page.start
    groups = LogGroup.groups(of: entries)
  }
}
