/// How a cell looks: what it means, and what is added to that.
public struct Style: Hashable, Sendable {
  public var ink: Ink
  public var attributes: Attributes

  /// `ink`, with `attributes` on top of those that the theme gives the ink.
  public init(_ ink: Ink = .plain, _ attributes: Attributes = []) {
    self.ink = ink
    self.attributes = attributes
  }

  public static let plain = Style(.plain)
  public static let dim = Style(.dim)
  public static let strong = Style(.strong)
  public static let accent = Style(.accent)
  public static let warning = Style(.warning)
  public static let critical = Style(.critical)
  public static let key = Style(.key)
  public static let label = Style(.label)
  public static let selection = Style(.selection)
  public static let banner = Style(.banner)

  /// The same ink with `attributes` added.
  public func adding(_ attributes: Attributes) -> Style { Style(ink, self.attributes.union(attributes)) }
}
