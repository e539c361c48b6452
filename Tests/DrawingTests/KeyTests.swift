import Drawing
import Testing

@Suite struct KeyTests {
  @Test(
    arguments: [
      ("q", .character("q")), ("G", .character("G")), ("?", .character("?")), ("é", .character("é")),
      ("space", .character(" ")), ("ctrl-l", .control("l")), ("Ctrl-L", .control("l")), ("alt-X", .alt("X")),
      ("alt-space", .alt(" ")), ("f1", .function(1)), ("F12", .function(12)), ("pgup", .pageUp), ("esc", .escape),
      ("ctrl-i", .tab), ("ctrl-m", .enter), ("enter", .enter), ("f", .character("f")), ("backtab", .backTab),
    ] as [(String, Key)])
  func readsNames(name: String, key: Key) { #expect(Key(name: name) == key) }

  @Test(arguments: ["", "f0", "f25", "ctrl-", "ctrl-ab", "ctrl-é", "alt-", "alt-ab", "hyper-x", "\u{1B}", "\n", "fx"])
  func refusesWhatIsNoKey(name: String) { #expect(Key(name: name) == nil) }

  @Test(
    arguments: [
      .character("q"), .character(" "), .control("l"), .alt("x"), .alt(" "), .function(5), .enter, .escape, .tab,
      .backTab, .backspace, .delete, .insert, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
    ] as [Key])
  func namesReadBack(key: Key) { #expect(Key(name: key.name) == key) }
}
