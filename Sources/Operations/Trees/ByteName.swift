/// Names of files are bytes; what a person reads of them is text that shows each byte and hides none.
enum ByteName {
  /// `caf\xe9.txt`, `new\x0aline`: what is no UTF-8, and what would move a cursor, stands as its code.
  static func shown(_ name: some Collection<UInt8>) -> String {
    guard !name.isEmpty else { return "." }
    let text = String(decoding: name, as: UTF8.self)
    guard Array(text.utf8) == Array(name) else {
      return name.map { $0 < 0x20 || $0 >= 0x7F ? code($0) : String(UnicodeScalar($0)) }.joined()
    }
    return text.unicodeScalars.map { scalar in
      SafeText.withoutEscapes(String(scalar)).isEmpty || scalar == "\t"
        ? Array(String(scalar).utf8).map(code).joined() : String(scalar)
    }.joined()
  }

  private static func code(_ byte: UInt8) -> String {
    (byte < 16 ? "\\x0" : "\\x") + String(byte, radix: 16)
  }
}
