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

  /// The ASCII character that stands for `scalar`.
  static func of(_ scalar: Unicode.Scalar) -> Unicode.Scalar { letters[scalar] ?? "?" }
}
