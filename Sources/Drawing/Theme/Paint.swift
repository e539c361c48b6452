/// What a terminal is told for one style: indices of its palette, -1 for its own, and attributes.
public struct Paint: Hashable, Sendable {
  public var foreground: Int16
  public var background: Int16
  public var attributes: Attributes

  public init(foreground: Int16 = -1, background: Int16 = -1, attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}
