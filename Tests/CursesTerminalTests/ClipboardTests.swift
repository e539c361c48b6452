import Testing

@testable import CursesTerminal

@Suite struct ClipboardTests {
  /// RFC 4648, section 10.
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="), ("fooba", "Zm9vYmE="),
    ("foobar", "Zm9vYmFy"), ("\u{FF}>?", "w78+Pw=="),
  ])
  func base64(text: String, encoded: String) {
    #expect(String(decoding: Base64.encode(text.utf8), as: UTF8.self) == encoded)
  }

  @Test func eachTerminalHasItsWay() {
    for name in ["xterm", "xterm-kitty", "alacritty", "foot", "st", "st-256color", "rxvt-unicode-256color"] {
      #expect(Clipboard(terminal: name, isInTmux: false) == .direct)
    }
    for name in ["linux", "vt100", "vt220", "dumb", "ansi", "putty", "", "cygwin", "sun", "stv52"] {
      #expect(Clipboard(terminal: name, isInTmux: true) == .none)
    }
    #expect(Clipboard(terminal: "screen", isInTmux: false) == .screen)
    #expect(Clipboard(terminal: "screen-256color", isInTmux: true) == .tmux)
    #expect(Clipboard(terminal: "tmux-256color", isInTmux: true) == .tmux)
  }

  /// screen drops a string of more than 768 bytes; what it passes on is the order in one piece.
  @Test func screenGetsPieces() throws {
    let bytes = try #require(Clipboard.screen.sequence(for: String(repeating: "vigie ", count: 1000)))
    let pieces = String(decoding: bytes, as: UTF8.self).split(separator: "\u{1B}\\")
    #expect(pieces.count > 20)
    #expect(pieces.allSatisfy { $0.hasPrefix("\u{1B}P") && $0.utf8.count <= 768 })
    let passedOn = pieces.map { $0.dropFirst(2) }.joined()
    #expect(Clipboard.direct.sequence(for: String(repeating: "vigie ", count: 1000)) == Array(passedOn.utf8))
  }

  @Test func aTextThatIsTooLongIsNotSent() {
    #expect(Clipboard.direct.sequence(for: String(repeating: "é", count: 37_498)) == nil)
    let longest = Clipboard.direct.sequence(for: String(repeating: "é", count: 37_497))
    #expect(longest.map { $0.count } == 7 + 99_992 + 1)
    #expect(Clipboard.none.sequence(for: "a") == nil)
  }
}
