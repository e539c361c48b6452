/// What every ink looks like. A plain value; theme files are read in Configuration.
public struct Theme: Hashable, Sendable, Codable {
  /// The name in `--theme` and in the plan.
  public var name: String
  /// The background of the whole screen, behind every ink that has none of its own; in order of preference, as in
  /// ``Appearance``. Empty leaves the terminal's own alone. With a ground an ink without a foreground takes that of
  /// plain ink, since the terminal's own might be as dark as the ground.
  public var ground: [Colour]
  /// What the theme says about inks; one that is missing looks as in the terminal theme.
  public var appearances: [Ink: Appearance]

  public init(name: String, ground: [Colour] = [], appearances: [Ink: Appearance]) {
    self.name = name
    self.ground = ground
    self.appearances = appearances
  }

  /// What a terminal with `depth` colours is told for `style`.
  public func paint(_ style: Style, depth: ColourDepth) -> Paint {
    let appearance = appearances[style.ink] ?? Theme.terminal.appearances[style.ink] ?? Appearance()
    let own = depth == .mono ? (appearance.monoAttributes ?? appearance.attributes) : appearance.attributes
    var attributes = own.union(style.attributes)
    // Reversed within what is reversed already must still stand out.
    if own.contains(.reverse) && style.attributes.contains(.reverse) { attributes.insert(.bold) }
    if attributes.contains(.bold) { attributes.remove(.dim) }
    var (foreground, background) = (appearance.foreground, appearance.background)
    if !ground.isEmpty {
      if background.isEmpty { background = ground }
      if foreground.isEmpty { foreground = appearances[.plain]?.foreground ?? [] }
    }
    return Paint(
      foreground: Theme.index(foreground, depth), background: Theme.index(background, depth), attributes: attributes)
  }

  private static func index(_ colours: [Colour], _ depth: ColourDepth) -> Int16 {
    (colours.first { $0.isExact(in: depth) } ?? colours.last)?.index(in: depth) ?? -1
  }

  /// The default: the terminal's own foreground and background, so that it reads on light and dark alike; blue for
  /// focus and keys, orange and red for the two states, which people who confuse red and green tell apart.
  /// Of the 256 colours the blue has a contrast of 4.5 on white and on black, the orange and the red, of which none has
  /// that on both, 4.4 and 3.8; of the sixteen, and of dim, only the terminal knows.
  public static let terminal = Theme(
    name: "default",
    appearances: [
      .plain: Appearance(),
      .dim: Appearance(attributes: .dim, monoAttributes: []),
      .strong: Appearance(attributes: .bold),
      .accent: Appearance(foreground: [.indexed(63), .basic(6)], attributes: .bold),
      .warning: Appearance(foreground: [.indexed(130), .basic(3)], monoAttributes: .bold),
      .critical: Appearance(foreground: [.indexed(160), .basic(1)], attributes: .bold),
      .key: Appearance(foreground: [.indexed(63), .basic(6)], attributes: .bold),
      .label: Appearance(attributes: .dim, monoAttributes: []),
      .rule: Appearance(attributes: .dim, monoAttributes: []),
      .title: Appearance(),
      .selection: Appearance(attributes: .reverse),
      .banner: Appearance(attributes: .bold),
      .production: Appearance(foreground: [.indexed(160), .basic(1)], attributes: [.bold, .reverse]),
      .field: Appearance(attributes: .underline),
      .graph: Appearance(),
      .track: Appearance(attributes: .dim, monoAttributes: []),
      .match: Appearance(foreground: [.indexed(130), .basic(3)], attributes: .underline),
    ])

  /// No colour on any terminal, for `--theme mono`.
  public static let mono = Theme(
    name: "mono",
    appearances: terminal.appearances.mapValues { appearance in
      Appearance(attributes: appearance.monoAttributes ?? appearance.attributes)
    })

  /// The themes that need no file.
  public static let builtIn: [Theme] = [.terminal, .night, .day, .highContrast, .colourBlindSafe, .mono]
}
