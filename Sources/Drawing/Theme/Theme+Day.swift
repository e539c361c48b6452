extension Theme {
  /// Dark on white, for a bright room and a projector. The same as `themes/day.yaml`.
  public static let day = Theme(
    name: "day", ground: [.indexed(231), .basic(15), .basic(7)],
    appearances: [
      .plain: Appearance(foreground: [.indexed(235), .basic(0)]),
      .dim: Appearance(foreground: [.indexed(242), .basic(0)]),
      .strong: Appearance(foreground: [.indexed(16), .basic(0)], attributes: .bold),
      .accent: Appearance(foreground: [.indexed(25), .basic(4)], attributes: .bold),
      .warning: Appearance(foreground: [.indexed(130), .basic(5)], monoAttributes: .bold),
      .critical: Appearance(foreground: [.indexed(124), .basic(1)], attributes: .bold),
      .key: Appearance(foreground: [.indexed(25), .basic(4)], attributes: .bold),
      .label: Appearance(foreground: [.indexed(242), .basic(0)]),
      .rule: Appearance(foreground: [.indexed(250), .basic(0)]),
      .title: Appearance(foreground: [.indexed(235), .basic(0)]),
      .selection: Appearance(foreground: [.indexed(235), .basic(0)], attributes: .reverse),
      .banner: Appearance(foreground: [.indexed(16), .basic(0)], attributes: .bold),
      .production: Appearance(
        foreground: [.indexed(231), .basic(15), .basic(7)], background: [.indexed(124), .basic(1)], attributes: .bold,
        monoAttributes: [.bold, .reverse]),
      .field: Appearance(
        foreground: [.indexed(16), .basic(0)], background: [.indexed(254), .basic(15), .basic(7)],
        attributes: .underline),
      .graph: Appearance(foreground: [.indexed(25), .basic(4)]),
      .track: Appearance(foreground: [.indexed(250), .basic(0)]),
      .match: Appearance(foreground: [.indexed(89), .basic(5)], attributes: .underline),
    ])
}
