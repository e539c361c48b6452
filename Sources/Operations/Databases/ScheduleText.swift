import Maintenance

/// The schedule of an event as `SHOW CREATE EVENT` and a dump write it.
enum ScheduleText {
  private static let words = Array(" ON SCHEDULE AT '".utf8)

  /// When an event that happens once is due, by the clock of its own zone, which the statement does not name; `nil` for one
  /// that repeats.
  static func once(_ statement: [UInt8]) -> Timestamp? {
    guard let start = statement.range(of: words, from: 0)?.upperBound, start + 19 <= statement.count else { return nil }
    var text = Array(statement[start..<start + 19])
    text[10] = UInt8(ascii: "T")
    return Timestamp(String(decoding: text, as: UTF8.self) + "Z")
  }
}
