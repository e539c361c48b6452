/// How many cells a scalar takes, the same on every machine: East Asian Wide and Fullwidth and what is an emoji by
/// default take two, marks and joiners none, everything else one.
///
/// Ambiguous characters take one, as they do in every terminal outside East Asian legacy locales.
/// Source of the blocks: Unicode Standard Annex #11.
enum ScalarWidth {
  /// Scalars below this one take one cell each and never combine, control characters apart.
  static let firstCombining: UInt32 = 0x300

  /// Blocks of East Asian Wide and Fullwidth characters, as first, last, first, last …, in order.
  private static let wide: [UInt32] = [
    0x1100, 0x115F, 0x2329, 0x232A, 0x2E80, 0x303E, 0x3041, 0x3247, 0x3250, 0x4DBF, 0x4E00, 0xA4CF, 0xA960, 0xA97C,
    0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19, 0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x16FF1,
    0x17000, 0x18CFF, 0x18D00, 0x18D08, 0x1AFF0, 0x1B2FF, 0x1F200, 0x1F202, 0x1F210, 0x1F23B, 0x1F240, 0x1F248,
    0x1F250, 0x1F251, 0x1F260, 0x1F265, 0x20000, 0x2FFFD, 0x30000, 0x3FFFD,
  ]

  /// The cells that `scalar` takes by itself; 0 for what joins the character before it.
  static func columns(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < firstCombining { return 1 }
    // The signs of the face: punctuation from the dashes on, lines, blocks, braille (emoji among them apart).
    if value >= 0x2500 && value < 0x25FD || value >= 0x2800 && value < 0x2900 || value >= 0x2010 && value < 0x2028 {
      return 1
    }
    if isWideBlock(value) { return isTone(value) || !isZero(scalar) ? 2 : 0 }
    if isZero(scalar) { return 0 }
    return scalar.properties.isEmojiPresentation && !isRegional(value) ? 2 : 1
  }

  /// Letters of which two make a flag.
  static func isRegional(_ value: UInt32) -> Bool { value >= 0x1F1E6 && value <= 0x1F1FF }

  /// Skin tones, which join the emoji before them.
  static func isTone(_ value: UInt32) -> Bool { value >= 0x1F3FB && value <= 0x1F3FF }

  private static func isZero(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    // Vowels and final consonants of Hangul syllables written in parts.
    if value >= 0x1160 && value <= 0x11FF || value >= 0xD7B0 && value <= 0xD7FB { return true }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return true
    default: return false
    }
  }

  private static func isWideBlock(_ value: UInt32) -> Bool {
    guard value >= 0x1100 else { return false }
    var low = 0
    var high = wide.count / 2
    while low < high {
      let middle = (low + high) / 2
      if value > wide[middle * 2 + 1] {
        low = middle + 1
      } else if value < wide[middle * 2] {
        high = middle
      } else {
        return true
      }
    }
    return false
  }
}
