import CNcurses
import Drawing
import Testing

@testable import CursesTerminal

@Suite struct KeyReaderTests {
  /// The keys that come of batches of typed codes; each batch is read until nothing more is there.
  private func keys(_ batches: [Int]..., isUTF8: Bool = true) -> [[Key]] {
    var waiting: [Int] = []
    var reader = KeyReader(isUTF8: isUTF8) { waiting.isEmpty ? Int(VIGIE_KEY_NONE) : waiting.removeFirst() }
    return batches.map { batch in
      waiting = batch
      var keys = reader.keys()
      while reader.mayHoldMore { keys += reader.keys() }
      return keys
    }
  }

  private func bytes(_ text: String) -> [Int] { text.utf8.map { Int($0) } }

  @Test func readsCharacters() {
    #expect(keys(bytes("qé日👍")) == [[.character("q"), .character("é"), .character("日"), .character("👍")]])
  }

  @Test func putsTogetherWhatArrivesInPieces() {
    #expect(keys([0xC3], [0xA9], [0xE6, 0x97], [0xA5]) == [[], [.character("é")], [], [.character("日")]])
  }

  @Test func dropsWhatIsNoCharacter() {
    #expect(keys([0xFF, 0x80, 0xC3, 0x28], [0x71]) == [[.character("(")], [.character("q")]])
    #expect(keys([0xED, 0xA0, 0x80, 0x71]) == [[.character("q")]])
    #expect(keys([0xC2, 0x9B, 0x71]) == [[.character("q")]])
    #expect(keys([0xC0, 0xAF, 0xF5, 0x80, 0x80, 0x80]) == [[]])
  }

  @Test func namesControlKeys() {
    #expect(
      keys([9, 10, 13, 8, 127, 1, 26, 0, 28, 31]) == [
        [
          .tab, .enter, .enter, .backspace, .backspace, .control("a"), .control("z"), .control("@"), .control("\\"),
          .control("_"),
        ]
      ])
    for code in 0...31 where ![8, 9, 10, 13, 27].contains(code) {
      let read = keys([code])[0]
      #expect(read.count == 1 && read.first.flatMap { Key(name: $0.name) } == read.first)
    }
  }

  @Test func tellsEscapeFromAlt() {
    #expect(keys([27]) == [[.escape]])
    #expect(keys([27], bytes("x")) == [[.escape], [.character("x")]])
    #expect(keys([27] + bytes("x")) == [[.alt("x")]])
    #expect(keys([27] + bytes("é")) == [[.alt("é")]])
    #expect(keys([27, 27]) == [[.escape, .escape]])
    #expect(keys([27, 27, 27, 3]) == [[.escape, .escape, .escape, .control("c")]])
    #expect(keys([27, Int(VIGIE_KEY_UP)]) == [[.up]])
    #expect(keys([27] + bytes("["), bytes("q")) == [[.alt("[")], [.character("q")]])
    #expect(keys([27, 13]) == [[.escape, .enter]])
  }

  @Test(arguments: [
    "[200~", "[1;5C", "O5x", "[<0;3;4M", "]11;rgb:0/0/0\u{7}", "]11;x\u{1B}\\", "P1$r\u{1B}\\", "[?62;c",
  ])
  func swallowsSequencesWithoutMeaning(sequence: String) {
    #expect(keys([27] + bytes(sequence) + bytes("y")) == [[.character("y")]])
  }

  @Test func translatesKeys() {
    let codes = [VIGIE_KEY_PAGE_UP, VIGIE_KEY_BACKTAB, VIGIE_KEY_F0 + 1, VIGIE_KEY_F0 + 24, VIGIE_KEY_OTHER]
    #expect(keys(codes.map { Int($0) }) == [[.pageUp, .backTab, .function(1), .function(24)]])
  }

  @Test func isNotHeldUpByKeysThatKeepComing() {
    var escapes = KeyReader(isUTF8: true) { 27 }
    #expect(escapes.keys() == [.escape])
    #expect(escapes.mayHoldMore)
    escapes.reset()
    #expect(!escapes.mayHoldMore)
    var letters = KeyReader(isUTF8: true) { 0x71 }
    #expect(letters.keys().count == 256)
    #expect(letters.mayHoldMore)
  }

  @Test func holdsNothingMoreOnceNothingIsLeft() {
    for codes in [[27], bytes("q"), []] {
      var waiting = codes
      var reader = KeyReader(isUTF8: true) { waiting.isEmpty ? Int(VIGIE_KEY_NONE) : waiting.removeFirst() }
      _ = reader.keys()
      #expect(!reader.mayHoldMore)
    }
  }

  @Test func aPartIsForgottenOnReset() {
    var waiting = [0xC3]
    var reader = KeyReader(isUTF8: true) { waiting.isEmpty ? Int(VIGIE_KEY_NONE) : waiting.removeFirst() }
    #expect(reader.keys().isEmpty)
    reader.reset()
    waiting = [0xA9, 0x71]
    #expect(reader.keys() == [.character("q")])
  }

  @Test func plainLettersStandIn() {
    #expect("éÀœß€日●".unicodeScalars.map { PlainLetter.of($0) } == ["e", "A", "o", "s", "E", "?", "?"])
  }
}
