import Maintenance

/// Goes through the head of a log line.
struct LogScanner {
  private var scanner: ByteScanner

  init(_ line: ArraySlice<UInt8>) { scanner = ByteScanner(line) }

  /// What has not been read yet.
  var rest: ArraySlice<UInt8> { scanner.rest }

  /// Passes the text if it is the next.
  mutating func skip(_ text: StaticString) -> Bool { scanner.skip(text) }

  /// Everything up to a byte, which is passed too.
  mutating func upTo(_ byte: Unicode.Scalar) -> ArraySlice<UInt8>? { scanner.upTo(UInt8(ascii: byte)) }

  /// The letters that come next; `nil` when there are none.
  mutating func letters() -> ArraySlice<UInt8>? {
    let start = scanner.rest
    let word = start.prefix { (0x61...0x7A).contains($0 | 0x20) }
    guard !word.isEmpty else { return nil }
    scanner = ByteScanner(start[word.endIndex...])
    return word
  }

  /// A date and a time, `2026-11-22 14:32:05`, with `/` for `-` and `T` for the blank if need be, with a fraction or
  /// without, and with an offset (`Z`, `+01:00`, `+0100`) or without. Nothing is passed when it is none.
  mutating func stamp() -> LogLine.Stamp? {
    var ahead = self
    guard let year = ahead.digits(4), ahead.skip("-") || ahead.skip("/"), let month = ahead.digits(2),
      ahead.skip("-") || ahead.skip("/"), let day = ahead.digits(2),
      let date = CivilDate(year: year, month: month, day: day), ahead.skip("T") || ahead.skip(" "),
      let second = ahead.timeOfDay()
    else { return nil }
    let civil = Int64(date.daysSinceEpoch) * 86_400 + second
    if ahead.skip(".") || ahead.skip(",") { while ahead.digits(1) != nil {} }
    let zone = ahead.offset()
    self = ahead
    return zone.map { .moment(Timestamp(milliseconds: (civil - $0) * 1000)) } ?? .civil(civil)
  }

  /// `Nov 22 14:32:05`, as syslog has written it since 1983 (RFC 3164, 4.1.2); the day may be padded with a blank.
  mutating func yearlessStamp() -> LogLine.Stamp? {
    var ahead = self
    guard let name = ahead.letters(), let month = monthNumber(String(decoding: name, as: UTF8.self)), ahead.skip(" "),
      let day = ahead.skip(" ") ? ahead.digits(1) : ahead.digits(2), ahead.skip(" "), let second = ahead.timeOfDay()
    else { return nil }
    self = ahead
    return .yearless(month: month, day: day, second: second)
  }

  private mutating func timeOfDay() -> Int64? {
    guard let hour = digits(2), hour < 24, skip(":"), let minute = digits(2), minute < 60, skip(":"),
      let second = digits(2), second <= 60
    else { return nil }
    return Int64(hour * 3600 + minute * 60 + second)
  }

  /// Seconds east of UTC.
  private mutating func offset() -> Int64? {
    if skip("Z") { return 0 }
    var ahead = self
    let isWest = ahead.skip("-")
    guard isWest || ahead.skip("+"), let hours = ahead.digits(2), hours < 24 else { return nil }
    _ = ahead.skip(":")
    guard let minutes = ahead.digits(2), minutes < 60 else { return nil }
    self = ahead
    return Int64(hours * 3600 + minutes * 60) * (isWest ? -1 : 1)
  }

  private mutating func digits(_ count: Int) -> Int? {
    let head = scanner.rest.prefix(count)
    guard head.count == count, head.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    scanner = ByteScanner(scanner.rest.dropFirst(count))
    return head.reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }
}
