/// Which way leads from here into the person's clipboard. OSC 52 of xterm's control sequences: the terminal at the far
/// end puts the text there, also over SSH, with no program on either host.
/// https://invisible-island.net/xterm/ctlseqs/ctlseqs.html#h3-Operating-System-Commands
enum Clipboard: Hashable, Sendable {
  /// The terminal is told directly.
  case direct
  /// tmux is told, and asked to pass it on to its own terminal.
  case tmux
  /// screen passes on what stands in its string.
  case screen
  /// The terminal knows nothing of it and would show the bytes.
  case none

  /// The most bytes of text: more than 100,000 characters of base64 is dropped by terminals on the way.
  static let limit = 74_994

  /// screen takes strings of 768 bytes; the rest begins a new one.
  private static let screenPiece = 256

  /// Families of terminals that have the sequence, by the beginning of their names.
  private static let families = [
    "xterm", "tmux", "screen", "rxvt", "alacritty", "kitty", "foot", "wezterm", "ghostty", "contour", "iterm", "mintty",
    "st-", "mlterm", "hterm", "konsole",
  ]

  /// The way for a terminal treated as `terminal`, inside of tmux or not.
  init(terminal: String, isInTmux: Bool) {
    let isKnown = Clipboard.families.contains { terminal.hasPrefix($0) } || terminal == "st"
    self = !isKnown ? .none : isInTmux ? .tmux : terminal.hasPrefix("screen") ? .screen : .direct
  }

  /// The bytes that put `text` into the clipboard; `nil` when it is too long, or there is no way.
  func sequence(for text: String) -> [UInt8]? {
    guard self != .none, text.utf8.count <= Clipboard.limit else { return nil }
    let order = Array("\u{1B}]52;c;".utf8) + Base64.encode(text.utf8)
    switch self {
    case .none: return nil
    case .direct: return order + [0x07]
    // The first is for a tmux whose set-clipboard is on; the second, each escape doubled, for its allow-passthrough.
    case .tmux:
      return order + [0x07] + Array("\u{1B}Ptmux;\u{1B}".utf8) + order + [0x07] + Array("\u{1B}\\".utf8)
    case .screen:
      var bytes: [UInt8] = []
      var rest = (order + [0x07])[...]
      while !rest.isEmpty {
        bytes += Array("\u{1B}P".utf8) + rest.prefix(Clipboard.screenPiece) + Array("\u{1B}\\".utf8)
        rest = rest.dropFirst(Clipboard.screenPiece)
      }
      return bytes
    }
  }
}
