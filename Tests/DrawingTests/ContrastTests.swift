import Testing

@testable import Drawing

/// WCAG 2.1: every pair of colours that text stands in has a contrast of 4.5 or more, as xterm shows its palette.
@Suite struct ContrastTests {
  /// Lines, not text: what they divide reads without them.
  static let decoration: Set<Ink> = [.rule, .track]

  static let grounded: [Theme] = [.night, .day, .highContrast, .colourBlindSafe]

  static func luminance(_ index: Int16) -> Double {
    let rgb = Colour.rgb(UInt8(index))
    func linear(_ level: Int) -> Double {
      let part = Double(level) / 255
      guard part > 0.04045 else { return part / 12.92 }
      // (x + 0.055) / 1.055 to the power 2.4, without a mathematics library: x² times the fifth root of x².
      let base = (part + 0.055) / 1.055
      let square = base * base
      var root = square
      for _ in 0..<60 { root -= (root * root * root * root * root - square) / (5 * root * root * root * root) }
      return square * root
    }
    return 0.2126 * linear(rgb.0) + 0.7152 * linear(rgb.1) + 0.0722 * linear(rgb.2)
  }

  static func contrast(_ one: Int16, _ other: Int16) -> Double {
    let (a, b) = (luminance(one), luminance(other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  @Test func theFormulaIsRight() {
    #expect(abs(Self.contrast(231, 16) - 21) < 0.01)
    #expect(abs(Self.contrast(243, 231) - 4.54) < 0.01)
    #expect(abs(Self.contrast(160, 231) - 5.41) < 0.05)
  }

  @Test(arguments: grounded, [ColourDepth.full, .sixteen])
  func everyTextCanBeRead(theme: Theme, depth: ColourDepth) {
    for ink in Ink.allCases where !Self.decoration.contains(ink) {
      let paint = theme.paint(Style(ink), depth: depth)
      #expect(paint.foreground >= 0 && paint.background >= 0, "\(theme.name) \(ink)")
      guard paint.foreground >= 0, paint.background >= 0 else { continue }
      let ratio = Self.contrast(paint.foreground, paint.background)
      #expect(ratio >= 4.5, "\(theme.name) \(ink): \(ratio)")
      #expect(!paint.attributes.contains(.dim), "\(theme.name) \(ink)")
    }
  }

  @Test func highContrastIsHigher() {
    for ink in Ink.allCases where !Self.decoration.contains(ink) {
      let paint = Theme.highContrast.paint(Style(ink), depth: .full)
      #expect(Self.contrast(paint.foreground, paint.background) >= 7, "\(ink)")
    }
    let rule = Theme.highContrast.paint(Style(.rule), depth: .full)
    #expect(Self.contrast(rule.foreground, rule.background) >= 4.5)
  }

  /// The default theme leaves the ground to the terminal: what it colours must read on white and on black.
  @Test func theDefaultReadsOnWhiteAndOnBlack() {
    let limits: [Ink: Double] = [.accent: 4.5, .key: 4.5, .warning: 4.4, .match: 4.4, .critical: 3.8, .production: 3.8]
    for ink in Ink.allCases {
      let paint = Theme.terminal.paint(Style(ink), depth: .full)
      #expect(paint.background == -1)
      guard let limit = limits[ink] else {
        #expect(paint.foreground == -1, "\(ink)")
        continue
      }
      for ground in [Int16(16), 231] { #expect(Self.contrast(paint.foreground, ground) >= limit, "\(ink)") }
    }
    // No red of the 256 has more on both: the others are dark on black, or light on white.
    let reds = (16...255).filter { index in
      let (red, green, blue) = Colour.rgb(UInt8(index))
      return red >= 150 && green <= 80 && blue <= 80
    }
    #expect(!reds.isEmpty)
    for red in reds { #expect(min(Self.contrast(Int16(red), 16), Self.contrast(Int16(red), 231)) < 4.5) }
  }

  /// The two states, focus and text as people see them who lack one kind of cone (Viénot, Brettel, Mollon 1999), differ
  /// in lightness or in colour.
  @Test func statesDifferForColourBlindEyes() {
    let inks: [Ink] = [.plain, .accent, .warning, .critical]
    for index in inks.indices {
      for other in inks[(index + 1)...] {
        let pair = [inks[index], other].map { Theme.colourBlindSafe.paint(Style($0), depth: .full).foreground }
        for seen in [Self.protanope, Self.deuteranope] {
          let (a, b) = (seen(pair[0]), seen(pair[1]))
          let distance = zip(a, b).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
          #expect(distance > 0.02, "\(inks[index]) \(other): \(distance)")
        }
      }
    }
  }

  private static func protanope(_ index: Int16) -> [Double] { dichromat(index, 0.11238, 0.88762, 0.00401, -0.00401) }
  private static func deuteranope(_ index: Int16) -> [Double] { dichromat(index, 0.29275, 0.70725, -0.02234, 0.02234) }

  /// Red and green fall together; blue keeps what the other two do not add.
  private static func dichromat(_ index: Int16, _ red: Double, _ green: Double, _ r: Double, _ g: Double) -> [Double] {
    let rgb = Colour.rgb(UInt8(index))
    let levels = [rgb.0, rgb.1, rgb.2].map { level in
      let part = Double(level) / 255
      return part * part
    }
    let yellow = red * levels[0] + green * levels[1]
    return [yellow, r * levels[0] + g * levels[1] + levels[2]]
  }
}
