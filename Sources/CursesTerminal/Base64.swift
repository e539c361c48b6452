/// Base64 as RFC 4648, section 4, has it.
enum Base64 {
  private static let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The letters for `bytes`, filled up with `=`.
  static func encode(_ bytes: some Collection<UInt8>) -> [UInt8] {
    var encoded: [UInt8] = []
    encoded.reserveCapacity((bytes.count + 2) / 3 * 4)
    var group: UInt32 = 0
    var count = 0
    for byte in bytes {
      group = group << 8 | UInt32(byte)
      count += 1
      guard count == 3 else { continue }
      for shift in [18, 12, 6, 0] { encoded.append(letters[Int(group >> UInt32(shift) & 63)]) }
      (group, count) = (0, 0)
    }
    guard count > 0 else { return encoded }
    group <<= UInt32(8 * (3 - count))
    for index in 0..<4 { encoded.append(index <= count ? letters[Int(group >> UInt32(18 - 6 * index) & 63)] : 0x3D) }
    return encoded
  }
}
