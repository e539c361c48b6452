/// Goes through bytes from left to right; every question moves on only when it is answered.
struct ByteScanner {
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
  }

  /// What has not been read yet.
  var rest: ArraySlice<UInt8> { bytes[position...] }

  /// Whether nothing but blanks is left.
  mutating func isAtEnd() -> Bool {
    skipBlanks()
    return position == bytes.endIndex
  }

  /// Passes spaces and tabs.
  mutating func skipBlanks() {
    while position < bytes.endIndex, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
  }

  /// Passes one byte if it is the next.
  mutating func skip(_ byte: UInt8) -> Bool {
    guard position < bytes.endIndex, bytes[position] == byte else { return false }
    position += 1
    return true
  }

  /// Passes the text if it is the next.
  mutating func skip(_ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    guard bytes.endIndex - position >= count else { return false }
    for offset in 0..<count where bytes[position + offset] != text.utf8Start[offset] { return false }
    position += count
    return true
  }

  /// The next whole number after blanks; `nil` when none is there or it does not fit.
  mutating func unsigned() -> UInt64? {
    skipBlanks()
    var value: UInt64 = 0
    let start = position
    while position < bytes.endIndex {
      let digit = bytes[position] &- 0x30
      guard digit < 10 else { break }
      let (tens, over) = value.multipliedReportingOverflow(by: 10)
      let (sum, past) = tens.addingReportingOverflow(UInt64(digit))
      if over || past { return nil }
      value = sum
      position += 1
    }
    return position == start ? nil : value
  }

  /// The next number with an optional fraction, `12.34`, after blanks.
  mutating func decimal() -> Double? {
    guard let whole = unsigned() else { return nil }
    var value = Double(whole)
    guard skip(UInt8(ascii: ".")) else { return value }
    let start = position
    guard let fraction = unsigned(), start < position else { return nil }
    var scale = 1.0
    for _ in start..<position { scale *= 10 }
    value += Double(fraction) / scale
    return value
  }

  /// The next word after blanks; `nil` at the end.
  mutating func word() -> ArraySlice<UInt8>? {
    skipBlanks()
    let start = position
    while position < bytes.endIndex, bytes[position] != 0x20, bytes[position] != 0x09 { position += 1 }
    return start == position ? nil : bytes[start..<position]
  }

  /// Everything up to `byte`, which is passed too; `nil` when it does not come.
  mutating func upTo(_ byte: UInt8) -> ArraySlice<UInt8>? {
    guard let end = bytes[position...].firstIndex(of: byte) else { return nil }
    defer { position = end + 1 }
    return bytes[position..<end]
  }

  /// Passes `count` words; `false` when there are fewer.
  mutating func skipWords(_ count: Int) -> Bool {
    for _ in 0..<count {
      skipBlanks()
      let start = position
      while position < bytes.endIndex, bytes[position] != 0x20 { position += 1 }
      if start == position { return false }
    }
    return true
  }
}
