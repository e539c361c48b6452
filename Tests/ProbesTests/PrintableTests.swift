import Testing

@testable import Probes

@Suite struct PrintableTests {
  @Test(arguments: [
    ("plain", "plain"), ("\u{1B}[1;31mred\u{1B}[0m", "red"), ("\u{1B}]0;title\u{07}after", "after"),
    ("\u{1B}]0;title\u{1B}\\after", "after"), ("\u{1B}(Bx", "x"), ("a\u{7}b\u{8}c\r\n", "abc"), ("a\tb", "a b"),
    ("\u{9B}31mx", "31mx"), ("\u{202E}txt", "txt"), ("é中", "é中"), ("\u{1B}", ""), ("\u{1B}[31", ""),
  ])
  func escapesAreLeftOut(raw: String, shown: String) {
    #expect(Printable.text(raw.utf8, limit: 100) == shown)
  }

  @Test func longTextsAreCutAndInvalidBytesReplaced() {
    #expect(Printable.text("abcdef".utf8, limit: 4) == "abc…")
    #expect(Printable.text([0x61, 0xFF, 0x62], limit: 10) == "a\u{FFFD}b")
  }
}
