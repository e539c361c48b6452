import Drawing

/// How to open the terminal.
public struct TerminalOptions: Sendable {
  public var colour: ColourChoice
  public var theme: Theme
  /// Overrides what locale and terminal say about characters; `nil` believes them.
  public var charset: Charset?

  public init(colour: ColourChoice = .auto, theme: Theme = .terminal, charset: Charset? = nil) {
    self.colour = colour
    self.theme = theme
    self.charset = charset
  }
}
