extension Theme {
  /// Blue, yellow and orange, which differ in lightness too: for eyes that confuse red and green. The same as `themes/colour-blind-safe.yaml`.
  public static let colourBlindSafe = Theme(
    name: "colour-blind-safe", ground: [.indexed(234), .basic(0)],
    appearances: [
      .plain: Appearance(foreground: [.indexed(252), .basic(7)]),
      .dim: Appearance(foreground: [.indexed(247), .basic(8), .basic(7)]),
      .strong: Appearance(foreground: [.indexed(255), .basic(15), .basic(7)], attributes: .bold),
      .accent: Appearance(foreground: [.indexed(75), .basic(14), .basic(6)], attributes: .bold),
      .warning: Appearance(foreground: [.indexed(229), .basic(11), .basic(3)], monoAttributes: .bold),
      .critical: Appearance(
        foreground: [.indexed(209), .basic(9), .basic(1)], attributes: [.bold, .underline], monoAttributes: .bold),
      .key: Appearance(foreground: [.indexed(75), .basic(14), .basic(6)], attributes: .bold),
      .label: Appearance(foreground: [.indexed(247), .basic(8), .basic(7)]),
      .rule: Appearance(foreground: [.indexed(240), .basic(8), .basic(7)]),
      .title: Appearance(foreground: [.indexed(252), .basic(7)]),
      .selection: Appearance(foreground: [.indexed(252), .basic(7)], attributes: .reverse),
      .banner: Appearance(foreground: [.indexed(255), .basic(15), .basic(7)], attributes: .bold),
      .production: Appearance(
        foreground: [.indexed(16), .basic(0)], background: [.indexed(209), .basic(11), .basic(3)], attributes: .bold,
        monoAttributes: [.bold, .reverse]),
      .field: Appearance(
        foreground: [.indexed(255), .basic(15), .basic(7)], background: [.indexed(238), .basic(0)],
        attributes: .underline),
      .graph: Appearance(foreground: [.indexed(75), .basic(14), .basic(6)]),
      .track: Appearance(foreground: [.indexed(240), .basic(8), .basic(7)]),
      .match: Appearance(foreground: [.indexed(229), .basic(11), .basic(3)], attributes: .underline),
    ])
}
