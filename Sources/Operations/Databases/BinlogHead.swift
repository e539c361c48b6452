import Maintenance

/// The first event of a file of the binary log, as the log's client prints it for others to read back: base64 of the event,
/// header and all, in lines of their own.
///
///     BINLOG '
///     BysNaw8BAAAA/AAAAAABAAAAAAQAMTAuMTEuMTktTWFyaWFEQi0wK2RlYjEydTEtbG9nAAAAAAAA
///     …
///     '/*!*/;
struct BinlogHead: Sendable, Hashable {
  let identity: BinlogIdentity

  /// The first event of a printed file; `nil` when there is none that describes the format.
  init?(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard let start = lines.firstIndex(where: { $0.hasPrefix("BINLOG '") }), start + 1 < lines.count,
      let bytes = BinlogHead.decoded(lines[start + 1].utf8), bytes.count >= 9,
      bytes[4] == BinlogEvent.Kind.formatDescription
    else { return nil }
    identity = BinlogIdentity(
      createdAt: Timestamp(milliseconds: Int64(BinlogReader.number(bytes[0..<4])) * 1000),
      server: UInt32(BinlogReader.number(bytes[5..<9])))
  }

  /// `[0-1-7]`, `[0-1-7, 1-2-3]`: what `SHOW BINLOG EVENTS` says of the list of transactions; `nil` when it is none.
  static func transactions(_ list: String) -> [String: UInt64]? {
    guard list.hasPrefix("["), list.hasSuffix("]") else { return nil }
    var found: [String: UInt64] = [:]
    for part in list.dropFirst().dropLast().split(separator: ",") {
      let numbers = part.split(separator: "-").map { $0.filter { $0.isNumber } }
      guard numbers.count == 3, let last = UInt64(numbers[2]) else { return nil }
      found["\(numbers[0])-\(numbers[1])"] = last
    }
    return found
  }

  /// https://www.rfc-editor.org/rfc/rfc4648#section-4
  private static func decoded(_ text: Substring.UTF8View) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for character in text where character != UInt8(ascii: "=") {
      let value: UInt8
      switch character {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): value = character - UInt8(ascii: "A")
      case UInt8(ascii: "a")...UInt8(ascii: "z"): value = character - UInt8(ascii: "a") + 26
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = character - UInt8(ascii: "0") + 52
      case UInt8(ascii: "+"): value = 62
      case UInt8(ascii: "/"): value = 63
      default: return nil
      }
      bits = bits << 6 | UInt32(value)
      count += 6
      if count >= 8 {
        count -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    return bytes
  }
}
