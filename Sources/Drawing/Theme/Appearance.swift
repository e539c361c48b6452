/// What a theme makes of one ink.
public struct Appearance: Hashable, Sendable, Codable {
  /// Foregrounds in order of preference: the first that the terminal shows exactly is taken, else its stand-in for
  /// the last. Empty means the terminal's own.
  public var foreground: [Colour]
  /// Backgrounds in the same way. Empty, as nearly everywhere, leaves the terminal's own alone.
  public var background: [Colour]
  /// What is added in colour.
  public var attributes: Attributes
  /// What is added where there is no colour, in place of `attributes`; `nil` adds the same.
  public var monoAttributes: Attributes?

  public init(
    foreground: [Colour] = [], background: [Colour] = [], attributes: Attributes = [],
    monoAttributes: Attributes? = nil
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
    self.monoAttributes = monoAttributes
  }
}
