/// Reads the parts of a TZif file, numbers being big-endian.
struct TZifReader {
  /// The counts of a header.
  struct Header {
    var version: Int
    var utCount, standardCount, leapCount, timeCount, typeCount, nameBytes: Int

    /// The bytes of the data block that follows.
    func dataBytes(timeBytes: Int) -> Int {
      timeCount * (timeBytes + 1) + typeCount * 6 + nameBytes + leapCount * (timeBytes + 4) + standardCount + utCount
    }
  }

  /// What of a data block is used.
  struct Block {
    var times: [Int64]
    var indices: [Int]
    var types: [ZoneOffset]
  }

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func header() throws(ZoneFault) -> Header {
    guard bytes.count - position >= 4, Array(bytes[position..<position + 4]) == Array("TZif".utf8) else {
      throw .notTZif
    }
    position += 4
    let version = try number(bytes: 1)
    try skip(15)
    var counts: [Int] = []
    for _ in 0..<6 { counts.append(Int(try number(bytes: 4))) }
    // Version "2" is 0x32; version 1 is 0.
    let header = Header(
      version: version == 0 ? 1 : Int(version) - 0x30, utCount: counts[0], standardCount: counts[1],
      leapCount: counts[2], timeCount: counts[3], typeCount: counts[4], nameBytes: counts[5])
    guard (1...9).contains(header.version) else { throw .inconsistent("version \(version)") }
    guard counts.allSatisfy({ $0 <= bytes.count }) else { throw .truncated }
    return header
  }

  mutating func block(_ header: Header, timeBytes: Int) throws(ZoneFault) -> Block {
    guard header.leapCount == 0 else { throw .leapSeconds }
    guard header.typeCount > 0 else { throw .inconsistent("no local time type") }
    var times: [Int64] = []
    for _ in 0..<header.timeCount {
      let time = try number(bytes: timeBytes)
      times.append(timeBytes == 4 ? Int64(Int32(truncatingIfNeeded: time)) : time)
    }
    guard zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }) else { throw .inconsistent("times out of order") }
    var indices: [Int] = []
    for _ in 0..<header.timeCount { indices.append(Int(try number(bytes: 1))) }
    guard indices.allSatisfy({ $0 < header.typeCount }) else { throw .inconsistent("type index") }
    var raw: [(seconds: Int, isDaylight: Bool, name: Int)] = []
    for _ in 0..<header.typeCount {
      let seconds = Int(Int32(truncatingIfNeeded: try number(bytes: 4)))
      let isDaylight = try number(bytes: 1) != 0
      raw.append((seconds, isDaylight, Int(try number(bytes: 1))))
    }
    guard raw.allSatisfy({ abs($0.seconds) <= 26 * 3600 && $0.name < header.nameBytes }) else {
      throw .inconsistent("local time type")
    }
    guard bytes.count - position >= header.nameBytes else { throw .truncated }
    let names = bytes[position..<position + header.nameBytes]
    position += header.nameBytes
    try skip(header.standardCount + header.utCount)
    let types = raw.map { type in
      let name = names.dropFirst(type.name).prefix { $0 != 0 }
      return ZoneOffset(
        seconds: type.seconds, isDaylight: type.isDaylight, abbreviation: String(decoding: name, as: UTF8.self))
    }
    return Block(times: times, indices: indices, types: types)
  }

  /// The text between the two newlines.
  mutating func footer() throws(ZoneFault) -> String {
    guard position < bytes.count, bytes[position] == 0x0A,
      let end = bytes[(position + 1)...].firstIndex(of: 0x0A)
    else { throw .truncated }
    return String(decoding: bytes[(position + 1)..<end], as: UTF8.self)
  }

  mutating func skip(_ count: Int) throws(ZoneFault) {
    guard count <= bytes.count - position else { throw .truncated }
    position += count
  }

  /// A number of so many bytes, unsigned unless it fills the eight.
  private mutating func number(bytes count: Int) throws(ZoneFault) -> Int64 {
    guard bytes.count - position >= count else { throw .truncated }
    var value: Int64 = 0
    for byte in bytes[position..<position + count] { value = value << 8 | Int64(byte) }
    position += count
    return value
  }
}
