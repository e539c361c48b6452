import Host
import Maintenance

/// Since when the calendar of a state folder is kept, `STATE/calendar`: one RFC 3339 line. What was due before is nobody's
/// to run.
enum CalendarMemory {
  /// The moment that was kept, or `now`, which is kept.
  static func since(_ state: StateFolder, now: Timestamp) -> Timestamp {
    if let text = try? FileSystem.read(state.calendar, limit: 128),
      let kept = Timestamp(String(decoding: text.prefix { $0 != 0x0A }, as: UTF8.self)), kept <= now
    {
      return kept
    }
    try? FileSystem.writeAtomically(state.calendar, Array("\(now)\n".utf8))
    return now
  }
}
