/// Which characters the terminal can be trusted with.
public enum Charset: String, Sendable, Hashable, CaseIterable {
  /// A UTF-8 locale: lines, braille and symbols.
  case unicode
  /// Any other locale: ASCII signs. Letters of the text stay as they are; the terminal shows those that its locale
  /// can encode.
  case ascii
}
