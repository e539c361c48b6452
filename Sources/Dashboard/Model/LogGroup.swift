import Maintenance

/// Entries of a log that say the same, as one exception that is thrown a hundred times does; or a single entry.
struct LogGroup: Sendable, Equatable {
  /// The newest of them.
  var newest: LogEntry
  var count = 1
  /// When the oldest was written.
  var firstAt: Timestamp?

  /// The groups of some entries, by the place of the newest of each. Entries without a level stand for themselves.
  static func groups(of entries: [LogEntry]) -> [LogGroup] {
    struct Likeness: Hashable {
      var level: LogLevel
      var text: String
    }
    var groups: [LogGroup] = []
    var places: [Likeness: Int] = [:]
    groups.reserveCapacity(entries.count)
    for entry in entries.reversed() {
      guard let level = entry.level else {
        groups.append(LogGroup(newest: entry, firstAt: entry.at))
        continue
      }
      let likeness = Likeness(level: level, text: entry.text)
      if let place = places[likeness] {
        groups[place].count += 1
        groups[place].firstAt = entry.at ?? groups[place].firstAt
      } else {
        places[likeness] = groups.count
        groups.append(LogGroup(newest: entry, firstAt: entry.at))
      }
    }
    groups.reverse()
    return groups
  }
}
