import Drawing
import Testing

@Suite struct CanvasTests {
  private func canvas(_ columns: Int, _ rows: Int = 1, _ charset: Charset = .unicode) -> Canvas {
    Canvas(size: Size(columns: columns, rows: rows), charset: charset)
  }

  @Test func putsTextWhereItIsTold() {
    var canvas = canvas(10, 3)
    #expect(canvas.put("mysql", at: Point(column: 2, row: 1), style: .critical) == 5)
    #expect(canvas.rows == ["", "  mysql", ""])
    #expect(canvas[Point(column: 2, row: 1)].style == .critical)
    #expect(canvas[Point(column: 7, row: 1)] == .blank)
  }

  @Test(
    arguments: [
      ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("日本語", 6, "日本語"),
      ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 3, "日…"), ("日本語", 2, "…"), ("日本語", 1, "…"),
      ("a日b", 4, "a日b"), ("a日b", 3, "a…"), ("cafe\u{301}s", 4, "caf…"), ("cafe\u{301}", 4, "cafe\u{301}"),
      ("", 3, ""),
    ] as [(String, Int, String)])
  func cutsBetweenCharacters(text: String, width: Int, shown: String) {
    var canvas = canvas(20)
    canvas.put(text, at: .origin, width: width)
    #expect(canvas.rows == [shown])
    var narrow = Canvas(size: Size(columns: width, rows: 1))
    narrow.put(text, at: .origin)
    #expect(narrow.rows == [shown])
  }

  @Test func clipsOnEverySide() {
    var canvas = canvas(4, 2)
    canvas.put("abcdef", at: Point(column: -2, row: 0))
    canvas.put("x", at: Point(column: 0, row: 2))
    canvas.put("x", at: Point(column: 4, row: 0))
    canvas.put("x", at: Point(column: 0, row: -1))
    canvas.put("日x", at: Point(column: -1, row: 1))
    canvas.put("─", at: Point(column: 3, row: 5))
    #expect(canvas.rows == ["cdef", " x"])
    var none = Canvas(size: Size(columns: 0, rows: 0))
    none.put("abc", at: .origin)
    none.put("─", at: .origin, count: 3)
    none.clear(Rect(column: -1, row: -1, columns: 9, rows: 9))
    #expect(none.rows.isEmpty)
  }

  @Test func alignsWithinTheWidth() {
    var canvas = canvas(10, 3)
    canvas.put("12", at: .origin, width: 5, alignment: .right)
    canvas.put("12", at: Point(column: 0, row: 1), width: 5, alignment: .centre)
    canvas.put("123456", at: Point(column: 0, row: 2), width: 5, alignment: .right)
    #expect(canvas.rows == ["   12", " 12", "1234…"])
  }

  @Test(
    arguments: [
      ("a\u{1B}[31mb", "a�[31mb"), ("a\tb\nc", "a b c"), ("\u{9B}2J", "�2J"), ("x\u{7}", "x�"), ("\u{7F}", "�"),
      ("a\u{202E}b", "a�b"), ("a\u{200B}b\u{FEFF}", "ab"), ("\u{301}a", "a"), ("a\u{A0}b\u{202F}c", "a b c"),
      ("soft\u{AD}hyphen", "soft-hyphen"), ("\u{E000}", "�"), ("a\u{1}\u{301}b", "a�b"), ("a\r\nb", "a  b"),
    ] as [(String, String)])
  func letsNoControlCharacterThrough(text: String, shown: String) {
    var canvas = canvas(20)
    canvas.put(text, at: .origin)
    #expect(canvas.rows == [shown])
    for cell in canvas.cells(row: 0) {
      #expect(!cell.cluster.text.unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) })
    }
  }

  @Test func everyScalarIsSafe() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      guard value < 0x3000 || value > 0xDFFF && value < 0x20000 || value > 0xE0000 && value < 0xE0200 else { continue }
      var row = canvas(4)
      let used = row.put("a" + String(scalar) + "b", at: .origin)
      #expect((2...4).contains(used))
      let first = row[.origin].cluster
      #expect(first.base == "a")
      #expect(used == 2 || row[Point(column: used - 1, row: 0)].cluster.base == "b")
    }
  }

  @Test(
    arguments: [
      ("👍", 2, "👍"), ("👍🏽x", 3, "👍x"), ("👨‍👩‍👧x", 3, "👨x"), ("🇫🇷", 2, "FR"), ("한", 2, "한"), ("한", 2, "한"),
      ("❤️x", 2, "❤x"), ("ＡＢ", 4, "ＡＢ"), ("●✓○▲✖◌◐—", 8, "●✓○▲✖◌◐—"), ("⣿━─…", 4, "⣿━─…"),
      ("e\u{301}\u{323}\u{324}", 1, "e\u{301}\u{323}"), ("⌚", 2, "⌚"), ("〈", 2, "〈"), ("ﾊﾟ", 2, "ﾊﾟ"),
    ] as [(String, Int, String)])
  func knowsWidths(text: String, columns: Int, shown: String) {
    #expect(text.displayColumns == columns)
    var canvas = canvas(20)
    #expect(canvas.put(text, at: .origin) == columns)
    #expect(canvas.rows.map { Array($0.unicodeScalars) } == [Array(shown.unicodeScalars)])
  }

  @Test func overwritingHalfOfAWideCharacterLeavesNoOtherHalf() {
    var canvas = canvas(6)
    canvas.put("日本", at: .origin)
    canvas.put("x", at: Point(column: 1, row: 0))
    #expect(canvas.rows == [" x本"])
    canvas.put("y", at: Point(column: 2, row: 0))
    #expect(canvas.rows == [" xy"])
    canvas.put("日本", at: .origin)
    canvas.put("語", at: Point(column: 1, row: 0))
    #expect(canvas.rows == [" 語"])
    var cut = self.canvas(6)
    cut.put("日", at: Point(column: 5, row: 0))
    #expect(cut.rows == ["     …"])
  }

  @Test func foldsTypographyButNotLettersInASCII() {
    var canvas = canvas(20, 1, .ascii)
    canvas.put("Logs d’erreur → été ●", at: .origin)
    #expect(canvas.rows == ["Logs d'erreur > été>"])
    canvas.put("abc", at: Point(column: 0, row: 0), width: 2)
    #expect(canvas.rows[0].hasPrefix("a>gs"))
  }

  @Test func equalWhenTheyLookTheSame() {
    var one = canvas(8)
    var other = canvas(8)
    one.put("été", at: .origin)
    other.put("xxx", at: .origin)
    other.put("été", at: .origin)
    #expect(one == other)
    other.cursor = .origin
    #expect(one != other)
    other.cursor = nil
    other.restyle(other.bounds) { $0.adding(.reverse) }
    #expect(one != other)
  }

  @Test func laysOnePictureOverAnother() {
    var under = canvas(6, 2)
    under.put("日本語", at: .origin)
    under.put("abcdef", at: Point(column: 0, row: 1))
    var over = canvas(3, 2)
    over.put("xyz", at: .origin)
    under.lay(over, at: Point(column: 1, row: 0))
    #expect(under.rows == [" xyz語", "a   ef"])
  }

  @Test func dumpsGoldens() {
    var canvas = canvas(4, 2)
    canvas.put("ab", at: .origin, style: .warning)
    #expect(canvas.golden == "4x2\nab  |\n    |\nink\nww..|\n....|\n")
    canvas.put("c", at: Point(column: 3, row: 1), style: Style(.accent, [.reverse, .bold]))
    canvas.cursor = Point(column: 3, row: 1)
    #expect(canvas.golden == "4x2 cursor 3,1\nab  |\n   c|\nink\nww..|\n...a|\nattributes\n....|\n...5|\n")
  }

  @Test func everyInkHasALetterOfItsOwn() {
    #expect(Set(Ink.allCases.map(\.letter)).count == Ink.allCases.count)
    for ink in Ink.allCases { #expect(Ink(name: ink.name) == ink) }
    #expect(Ink(name: "rouge") == nil)
  }

  @Test(
    arguments: [
      ("un deux trois", 8, ["un deux", "trois"]), ("abcdefgh", 3, ["abc", "def", "gh"]), ("a\nb", 5, ["a", "b"]),
      ("日本語", 3, ["日", "本", "語"]), ("", 4, [""]), ("a", 0, []), ("日", 1, ["日"]),
    ] as [(String, Int, [String])])
  func wrapsBetweenWords(text: String, columns: Int, lines: [String]) {
    #expect(text.wrapped(in: columns) == lines)
  }

  @Test func cutsTextForPlainOutput() {
    #expect("mariadb\u{1B}[2J".displayed(in: 20) == "mariadb�[2J")
    #expect("mariadb".displayed(in: 4) == "mar…")
    #expect("mariadb".displayed(in: 4, charset: .ascii) == "mar>")
    #expect("mariadb".displayed(in: 0) == "")
  }
}
