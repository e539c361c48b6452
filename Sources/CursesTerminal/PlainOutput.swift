import CNcurses
import Drawing

/// Lines for a terminal that can show no screen, in the encoding of its locale.
public enum PlainOutput {
  /// The signs that the locale has.
  public static var charset: Charset { vigie_locale_open() == 1 ? .unicode : .ascii }

  /// The bytes of a line, its end included: control characters are left out, and what the locale lacks is replaced.
  public static func bytes(of line: String) -> [UInt8] { PlainLetter.bytes(of: line) + [0x0A] }
}
