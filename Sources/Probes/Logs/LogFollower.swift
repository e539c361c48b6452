import Host
import Maintenance

/// Follows one log file: each pass reads what was written since the last one, across rotation and truncation.
struct LogFollower: Sendable {
  /// A pass reads no more than this; what is left comes in the next one. The first pass begins so far before the end.
  static let passLimit: Int64 = 8 << 20
  /// A line that is longer is cut there, and what follows counts as a line of its own.
  static let lineLimit = 1 << 20
  private static let chunk = 256 << 10

  private let path: String
  private let format: LogPlan.Format
  private let offset: LogProbe.ZoneOffset
  private var file: OpenLog?
  private var position: Int64 = 0
  private var tally = LogTally()
  /// The moment of the last line that had one, which stands for the lines after it that have none.
  private var lastMoment: Timestamp?
  /// Whether the pass reads what was there before anyone watched.
  private var isCatchingUp = true

  init(path: String, format: LogPlan.Format, offset: @escaping LogProbe.ZoneOffset) {
    self.path = path
    self.format = format
    self.offset = offset
  }

  /// Reads on, and counts the last 24 hours.
  mutating func pass(now: Timestamp) -> Result<LogCounts, Unavailability> {
    let fresh: OpenLog
    do { fresh = try OpenLog(path) } catch { return .failure(Unavailability(error)) }
    var budget = Self.passLimit
    if let file, file.identity != fresh.identity {
      // Rotated: the end of the old file first, then the new one from its start.
      readOn(file, &budget, now)
      (self.file, position) = (fresh, 0)
    } else if file == nil {
      (file, position) = (fresh, max(0, fresh.size() - Self.passLimit))
      if position > 0 { passPartialLine(fresh) }
    }
    guard let file else { return .success(tally.counts(now: now)) }
    if file.size() < position { position = 0 }
    readOn(file, &budget, now)
    isCatchingUp = isCatchingUp && file.size() - position > Int64(Self.lineLimit)
    return .success(tally.counts(now: now))
  }

  /// Begins behind the next line feed, for the first line was cut.
  private mutating func passPartialLine(_ file: OpenLog) {
    let bytes = file.read(at: position, count: Self.chunk)
    if let end = bytes.firstIndex(of: 0x0A) { position += Int64(end + 1) }
  }

  /// Reads whole lines; a last one that has no line feed yet is left for later.
  private mutating func readOn(_ file: OpenLog, _ budget: inout Int64, _ now: Timestamp) {
    var size = Self.chunk
    while budget > 0 {
      let bytes = file.read(at: position, count: size)
      if bytes.isEmpty { return }
      guard let end = bytes.lastIndex(of: 0x0A) else {
        if bytes.count < size { return }
        if size < Self.lineLimit {
          size = Self.lineLimit
          continue
        }
        take(bytes[...], now)
        position += Int64(bytes.count)
        budget -= Int64(bytes.count)
        continue
      }
      for line in Lines(bytes[...end]) { take(line, now) }
      position += Int64(end + 1)
      budget -= Int64(end + 1)
      size = Self.chunk
    }
  }

  private mutating func take(_ line: ArraySlice<UInt8>, _ now: Timestamp) {
    guard let head = parseLogLine(line, format) else { return }
    // Converting a time is dear; only a plain log has entries without one, which need the time of others.
    if head.level == nil, format != .plain { return }
    let stamped = head.stamp.flatMap { $0.moment(now: now, offset) }
    if let stamped { lastMoment = stamped }
    // Lines that were there before and bear no date may be of any age: they are not counted.
    guard let at = stamped ?? (isCatchingUp ? lastMoment : now), let level = head.level,
      now.wholeSeconds - at.wholeSeconds <= LogTally.windowSeconds
    else { return }
    tally.count(level, at: min(at, now)) { Printable.text(line, limit: 500) }
  }
}
