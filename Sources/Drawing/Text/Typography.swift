/// The plain relatives of typographic signs, for terminals without UTF-8.
enum Typography {
  /// The ASCII character that stands for `scalar`, one for one; `nil` if there is none or it is a letter.
  static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar.value {
    case 0x2010...0x2015, 0x2212, 0x2500...0x2501, 0x2550, 0xB7, 0x2022: "-"
    case 0x2018...0x201B, 0x2032: "'"
    case 0x201C...0x201F, 0x2033, 0xAB, 0xBB: "\""
    case 0x2026: "."
    case 0x2039, 0x2190, 0x2264: "<"
    case 0x203A, 0x2192, 0x2265, 0x25B8, 0x25B6: ">"
    case 0x2191, 0x25B2: "^"
    case 0x2193, 0x25BC: "v"
    case 0xD7, 0x2713, 0x2717: "x"
    case 0x2716: "X"
    case 0x25CF, 0x25A0: "*"
    case 0x25CB: "o"
    case 0x25CC: "?"
    case 0x25D0, 0x2248: "~"
    case 0x2502...0x2503, 0x258F: "|"
    case 0x251C...0x254B: "+"
    default: nil
    }
  }
}
