import Maintenance

/// What a line of a log says of itself.
struct LogLine: Sendable, Equatable {
  /// The levels that are counted.
  enum Level: Sendable, Equatable {
    case warning, error, critical
  }

  /// When the line was written.
  enum Stamp: Sendable, Equatable {
    case moment(Timestamp)
    /// A civil time without a zone, in seconds since 1970-01-01T00:00:00 of that zone.
    case civil(Int64)
    /// As before, but the year is not written: month, day and seconds of the day.
    case yearless(month: Int, day: Int, second: Int64)
  }

  /// `nil` for every lower level.
  var level: Level?
  var stamp: Stamp?
}

/// Reads the head of a line; `nil` when the line goes on with what the line before began, as stack traces do.
///
/// The forms:
///
///     laravel  [2026-11-22 14:32:05] production.ERROR: message {"exception":…}
///     nginx    2026/11/22 14:32:05 [error] 123#123: *1 connect() failed
///     syslog   Nov 22 14:32:05 web1 php-fpm[812]: message, or 2026-11-22T14:32:05.120+01:00 web1 php-fpm[812]: message
///     plain    anything, with or without a date in front
func parseLogLine(_ line: ArraySlice<UInt8>, _ format: LogPlan.Format) -> LogLine? {
  parseLogEntry(line, format)?.head
}

/// The same with the message: what stands behind the moment and the level. Where the level is a word of the message, it
/// stays in it.
func parseLogEntry(_ line: ArraySlice<UInt8>, _ format: LogPlan.Format) -> (head: LogLine, message: ArraySlice<UInt8>)?
{
  var scanner = LogScanner(line)
  switch format {
  case .laravel:
    guard scanner.skip("["), let stamp = scanner.stamp(), scanner.upTo("]") != nil, scanner.skip(" "),
      scanner.upTo(".") != nil, let level = scanner.letters(), scanner.skip(":")
    else { return nil }
    return (LogLine(level: namedLevel(level), stamp: stamp), scanner.rest)
  case .nginx:
    guard let stamp = scanner.stamp(), scanner.skip(" ["), let level = scanner.letters(), scanner.skip("]") else {
      return nil
    }
    return (LogLine(level: namedLevel(level), stamp: stamp), scanner.rest)
  case .syslog:
    guard let stamp = scanner.stamp() ?? scanner.yearlessStamp() else { return nil }
    // The name of the host is no message.
    _ = scanner.skip(" ")
    _ = scanner.upTo(" ")
    return (LogLine(level: firstLevel(scanner.rest), stamp: stamp), scanner.rest)
  case .plain:
    guard let first = line.first, first != 0x20, first != 0x09, first != UInt8(ascii: "#") else { return nil }
    _ = scanner.skip("[")
    let stamp = scanner.stamp()
    if stamp != nil { _ = scanner.skip("]") }
    let message = stamp == nil ? line : scanner.rest
    return (LogLine(level: firstLevel(message), stamp: stamp), message)
  }
}

/// The level that a word names, in the words of PSR-3, syslog, nginx and the databases; `nil` for every other word.
private func namedLevel(_ word: ArraySlice<UInt8>) -> LogLine.Level? {
  guard (3...9).contains(word.count) else { return nil }
  switch String(decoding: word.map { $0 | 0x20 }, as: UTF8.self) {
  case "warning", "warn": return .warning
  case "error", "err", "severe": return .error
  case "critical", "crit", "alert", "emergency", "emerg", "fatal", "panic": return .critical
  default: return nil
  }
}

/// The first level that stands as a word of its own within the first 200 bytes.
private func firstLevel(_ text: ArraySlice<UInt8>) -> LogLine.Level? {
  var start: Int?
  let head = text.prefix(200)
  for index in head.indices {
    let isPart = isOfWord(head[index])
    if isPart, start == nil { start = index }
    if !isPart, let begun = start {
      if let level = namedLevel(head[begun..<index]) { return level }
      start = nil
    }
  }
  return start.flatMap { namedLevel(head[$0...]) }
}

private func isOfWord(_ byte: UInt8) -> Bool {
  let lower = byte | 0x20
  return (0x61...0x7A).contains(lower) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
}
