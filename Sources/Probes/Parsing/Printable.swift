/// Makes text from bytes that anyone may have written, such as process names and log lines.
enum Printable {
  /// The bytes as one line of text: terminal escape sequences and control characters left out, invalid UTF-8 replaced, at most
  /// `limit` characters.
  static func text(_ bytes: some Collection<UInt8>, limit: Int) -> String {
    var kept: [UInt8] = []
    var scalars = bytes.makeIterator()
    while let byte = scalars.next() {
      switch byte {
      case 0x1B: skipSequence(&scalars)
      case 0x09: kept.append(0x20)
      case 0..<0x20, 0x7F: continue
      default: kept.append(byte)
      }
    }
    var text = String(decoding: kept, as: UTF8.self)
    text.unicodeScalars.removeAll(where: isInvisible)
    return text.count <= limit ? text : String(text.prefix(limit - 1)) + "…"
  }

  /// C1 controls, and the marks that turn the direction of writing, with which a line could show other than it is.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x80...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2028, 0x2029, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  /// Skips what follows an ESC: a control sequence to its final byte, a string to its terminator, or one byte
  /// (ECMA-48, 5.4 and 8.3).
  private static func skipSequence(_ bytes: inout some IteratorProtocol<UInt8>) {
    guard let kind = bytes.next() else { return }
    switch kind {
    case UInt8(ascii: "["):
      while let byte = bytes.next(), !(0x40...0x7E).contains(byte) {}
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "X"), UInt8(ascii: "^"), UInt8(ascii: "_"):
      while let byte = bytes.next(), byte != 0x07 {
        if byte == 0x1B {
          _ = bytes.next()
          return
        }
      }
    case 0x20...0x2F: _ = bytes.next()
    default: return
    }
  }
}
