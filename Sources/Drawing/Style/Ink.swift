/// What a piece of text means, from which the theme makes colours. A screen names inks, never colours.
public enum Ink: UInt8, CaseIterable, Sendable, Hashable, Codable {
  /// Facts.
  case plain
  /// What is fine, old or secondary.
  case dim
  /// What one reads first.
  case strong
  /// Focus.
  case accent
  /// A warning, and only that.
  case warning
  /// Something critical, and only that.
  case critical
  /// A key that works here and now.
  case key
  /// What a key does, a column's head, a field's name.
  case label
  /// The rule of a panel.
  case rule
  /// The title in the rule of a panel.
  case title
  /// The row or button that the next key acts on.
  case selection
  /// The first line of the screen.
  case banner
  /// The first line of the screen in production, which must not look like any other.
  case production
  /// The text being typed.
  case field
  /// The filled part of a gauge, sparklines and graphs.
  case graph
  /// The empty part of a gauge, the axes of a graph.
  case track
  /// What a filter or a search has found.
  case match

  /// The name in theme files.
  public var name: String {
    switch self {
    case .plain: "plain"
    case .dim: "dim"
    case .strong: "strong"
    case .accent: "accent"
    case .warning: "warning"
    case .critical: "critical"
    case .key: "key"
    case .label: "label"
    case .rule: "rule"
    case .title: "title"
    case .selection: "selection"
    case .banner: "banner"
    case .production: "production"
    case .field: "field"
    case .graph: "graph"
    case .track: "track"
    case .match: "match"
    }
  }

  /// The ink that a theme file means by `name`; `nil` if there is none of that name.
  public init?(name: String) {
    guard let ink = Ink.allCases.first(where: { $0.name == name }) else { return nil }
    self = ink
  }

  /// The letter by which a golden dump shows the ink.
  public var letter: Character {
    switch self {
    case .plain: "."
    case .dim: "d"
    case .strong: "s"
    case .accent: "a"
    case .warning: "w"
    case .critical: "c"
    case .key: "k"
    case .label: "l"
    case .rule: "r"
    case .title: "t"
    case .selection: "x"
    case .banner: "b"
    case .production: "p"
    case .field: "f"
    case .graph: "g"
    case .track: "_"
    case .match: "m"
    }
  }
}
