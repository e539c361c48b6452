/// Bytes in lower-case hexadecimal.
func hexadecimal(_ bytes: some Collection<UInt8>) -> String {
  String(unsafeUninitializedCapacity: bytes.count * 2) { text in
    var end = 0
    for byte in bytes {
      text[end] = digit(byte >> 4)
      text[end + 1] = digit(byte & 15)
      end += 2
    }
    return end
  }
}

private func digit(_ value: UInt8) -> UInt8 { value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") - 10 + value }
