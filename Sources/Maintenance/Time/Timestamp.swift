/// A moment of wall-clock time: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted (POSIX).
///
/// In JSON and in the register it is an RFC 3339 text in UTC, `2026-11-22T13:32:05.120Z`.
public struct Timestamp: Hashable, Comparable, Sendable {
  /// Milliseconds since the epoch; negative before 1970.
  public var milliseconds: Int64

  /// A moment from its milliseconds since the epoch.
  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  /// A moment from its seconds since the epoch, rounded to the millisecond.
  public init(seconds: Double) { self.milliseconds = Int64((seconds * 1000).rounded()) }

  /// Seconds since the epoch.
  public var seconds: Double { Double(milliseconds) / 1000 }

  /// Whole seconds since the epoch, rounded down.
  public var wholeSeconds: Int64 { milliseconds.flooredQuotient(by: 1000) }

  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }

  /// The moment `seconds` later (earlier when negative).
  public func adding(seconds: Double) -> Timestamp {
    Timestamp(milliseconds: milliseconds + Int64((seconds * 1000).rounded()))
  }

  /// Seconds from `earlier` to this moment; negative when `earlier` is later.
  public func seconds(since earlier: Timestamp) -> Double {
    Double(milliseconds - earlier.milliseconds) / 1000
  }
}

extension Timestamp: CustomStringConvertible {
  /// The moment in RFC 3339, UTC; the milliseconds only when there are any.
  public var description: String {
    let day = milliseconds.flooredQuotient(by: 86_400_000)
    let rest = Int(milliseconds - day * 86_400_000)
    let date = CivilDate(daysSinceEpoch: Int(day))
    let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map(twoDigits).joined(separator: ":")
    let fraction = rest % 1000 == 0 ? "" : "." + String(String(1000 + rest % 1000).dropFirst())
    return "\(date)T\(clock)\(fraction)Z"
  }

  /// A moment from RFC 3339 text with any offset (`Z`, `+02:00`); `nil` for anything else.
  public init?(_ text: some StringProtocol) {
    var scanner = DigitScanner(text)
    guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2), scanner.skip("-"),
      let day = scanner.digits(2), let date = CivilDate(year: year, month: month, day: day),
      scanner.skip("T") || scanner.skip("t") || scanner.skip(" "),
      let hour = scanner.digits(2), hour < 24, scanner.skip(":"), let minute = scanner.digits(2), minute < 60,
      scanner.skip(":"), let second = scanner.digits(2), second <= 60
    else { return nil }
    var millis = 0
    if scanner.skip(".") {
      guard let fraction = scanner.fraction() else { return nil }
      millis = Int((fraction * 1000).rounded())
    }
    var offset = 0
    if !(scanner.skip("Z") || scanner.skip("z")) {
      let west = scanner.skip("-")
      guard west || scanner.skip("+"), let hours = scanner.digits(2), hours < 24, scanner.skip(":"),
        let minutes = scanner.digits(2), minutes < 60
      else { return nil }
      offset = (hours * 3600 + minutes * 60) * (west ? -1 : 1)
    }
    guard scanner.atEnd else { return nil }
    let seconds = date.daysSinceEpoch * 86_400 + hour * 3600 + minute * 60 + second - offset
    self.init(milliseconds: Int64(seconds) * 1000 + Int64(millis))
  }
}

extension Timestamp: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let moment = Timestamp(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an RFC 3339 moment: \(text)")
    }
    self = moment
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// `7` → `07`.
func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }

extension FixedWidthInteger {
  /// The quotient rounded towards negative infinity, so that days before 1970 come out right.
  func flooredQuotient(by divisor: Self) -> Self {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder != 0 && (remainder < 0) != (divisor < 0) ? quotient - 1 : quotient
  }
}
