import Testing

@testable import Dashboard

@Suite struct OutputTailTests {
  @Test(
    arguments: [
      ("a\u{1B}[31mb\u{1B}[0m", "ab"), ("10%\r20%\r30%", "30%"), ("done\r", "done"), ("\u{1B}]0;title\u{7}x", "x"),
      ("\u{1B}]8;;http://a\u{1B}\\link", "link"), ("\u{1B}(Bx", "x"), ("a\u{7}b\u{0}c", "abc"), ("\u{1B}", ""),
      ("\u{1B}[", ""), ("tab\there", "tab\there"),
    ] as [(String, String)])
  func linesArePlain(line: String, plain: String) { #expect(OutputTail.plain(line) == plain) }

  @Test func partsAreJoinedWhereverTheyAreCut() {
    let text = "un\r\ndeux \u{1B}[1mgras\u{1B}[0m\ntrois"
    for cut in 0...text.unicodeScalars.count {
      var tail = OutputTail()
      let scalars = Array(text.unicodeScalars)
      for part in [scalars[..<cut], scalars[cut...]] {
        tail.append(String(String.UnicodeScalarView(part)))
      }
      #expect(tail.shown == ["un", "deux gras", "trois"])
    }
  }

  @Test func onlyTheTailIsKept() {
    var tail = OutputTail()
    for number in 0..<5000 { tail.append("\(number)\n") }
    #expect(tail.lines.count == OutputTail.limit && tail.shown.last == "4999" && tail.total == 5000)
    var endless = OutputTail()
    for _ in 0..<100 { endless.append(String(repeating: "x", count: 10_000)) }
    #expect(endless.open.utf8.count <= 80_000)
    #expect(endless.shown[0].count <= OutputTail.widest)
  }
}
