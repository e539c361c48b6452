import CNcurses

/// What stands for a character that the locale cannot encode: the letter without its accent, or a question mark.
enum PlainLetter {
  private static let families: [(letter: Unicode.Scalar, accented: String)] = [
    ("A", "ÀÁÂÃÄÅĀĂĄÆ"), ("a", "àáâãäåāăąæ"), ("C", "ÇĆĈĊČ"), ("c", "çćĉċč"), ("D", "ĎĐÐ"), ("d", "ďđð"),
    ("E", "ÈÉÊËĒĔĖĘĚ€"), ("e", "èéêëēĕėęě"), ("G", "ĜĞĠĢ"), ("g", "ĝğġģ"), ("I", "ÌÍÎÏĨĪĬĮİ"), ("i", "ìíîïĩīĭįı"),
    ("L", "ĹĻĽŁ"), ("l", "ĺļľł"), ("N", "ÑŃŅŇ"), ("n", "ñńņň"), ("O", "ÒÓÔÕÖØŌŎŐŒ"), ("o", "òóôõöøōŏőœº°"),
    ("R", "ŔŖŘ"), ("r", "ŕŗř"), ("S", "ŚŜŞŠȘ"), ("s", "śŝşšșß"), ("T", "ŢŤŦȚ"), ("t", "ţťŧț"),
    ("U", "ÙÚÛÜŨŪŬŮŰŲ"), ("u", "ùúûüũūŭůűųµ"), ("Y", "ÝŸŶ"), ("y", "ýÿŷ"), ("Z", "ŹŻŽ"), ("z", "źżž"),
  ]

  private static let letters: [Unicode.Scalar: Unicode.Scalar] = families.reduce(into: [:]) { letters, family in
    for scalar in family.accented.unicodeScalars { letters[scalar] = family.letter }
  }

  /// The text in the locale's encoding, its control characters left out.
  static func bytes(of text: String) -> [UInt8] {
    text.unicodeScalars.flatMap { scalar -> [UInt8] in
      guard scalar.properties.generalCategory != .control else { return [] }
      var bytes = [UInt8](repeating: 0, count: 16)
      let count = Int(vigie_character_bytes(scalar.value, &bytes))
      if count > 0 { return Array(bytes[..<count]) }
      // A mark over a letter goes; the letter stays.
      return scalar.properties.canonicalCombiningClass == .notReordered ? [UInt8(ascii: of(scalar))] : []
    }
  }

  /// The ASCII character that stands for `scalar`.
  static func of(_ scalar: Unicode.Scalar) -> Unicode.Scalar { letters[scalar] ?? "?" }
}
