extension Theme {
  /// As far apart as the screen can show. The same as `themes/high-contrast.yaml`.
  public static let highContrast = Theme(
    name: "high-contrast", ground: [.indexed(16), .basic(0)],
    appearances: [
      .plain: Appearance(foreground: [.indexed(231), .basic(15), .basic(7)]),
      .dim: Appearance(foreground: [.indexed(252), .basic(7)]),
      .strong: Appearance(foreground: [.indexed(231), .basic(15), .basic(7)], attributes: .bold),
      .accent: Appearance(foreground: [.indexed(51), .basic(14), .basic(6)], attributes: .bold),
      .warning: Appearance(foreground: [.indexed(226), .basic(11), .basic(3)], monoAttributes: .bold),
      .critical: Appearance(foreground: [.indexed(210), .basic(9), .basic(1)], attributes: .bold),
      .key: Appearance(foreground: [.indexed(51), .basic(14), .basic(6)], attributes: .bold),
      .label: Appearance(foreground: [.indexed(252), .basic(7)]),
      .rule: Appearance(foreground: [.indexed(250), .basic(7)]),
      .title: Appearance(foreground: [.indexed(231), .basic(15), .basic(7)]),
      .selection: Appearance(foreground: [.indexed(231), .basic(15), .basic(7)], attributes: .reverse),
      .banner: Appearance(foreground: [.indexed(231), .basic(15), .basic(7)], attributes: .bold),
      .production: Appearance(
        foreground: [.indexed(231), .basic(15), .basic(7)], background: [.indexed(124), .basic(1)], attributes: .bold,
        monoAttributes: [.bold, .reverse]),
      .field: Appearance(
        foreground: [.indexed(231), .basic(15), .basic(7)], background: [.indexed(238), .basic(0)],
        attributes: .underline),
      .graph: Appearance(foreground: [.indexed(51), .basic(14), .basic(6)]),
      .track: Appearance(foreground: [.indexed(244), .basic(7)]),
      .match: Appearance(
        foreground: [.indexed(16), .basic(0)], background: [.indexed(226), .basic(11), .basic(3)],
        attributes: .underline),
    ])
}
