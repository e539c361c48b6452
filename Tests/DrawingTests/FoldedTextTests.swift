import Drawing
import Testing

@Suite struct FoldedTextTests {
  @Test(
    arguments: [
      ("Échec", "echec"), ("CŒUR", "coeur"), ("Mémoire", "MEMOIRE"), ("l’âge", "l'age"), ("10\u{A0}%", "10 %"),
      ("e\u{301}tat", "état"), ("Straße", "strasse"), ("ΑΘΗΝΑ", "αθηνα"), ("a–b", "a-b"),
    ])
  func sameToASearch(one: String, other: String) {
    #expect(FoldedText(one).scalars == FoldedText(other).scalars)
  }

  @Test func knowsWhereLettersCameFrom() {
    let folded = FoldedText("aœé")
    #expect(folded.characters == [0, 1, 1, 2] && folded.scalars.count == 4)
    #expect(FoldedText("").isEmpty && FoldedText("x").contains(FoldedText("")))
    #expect(FoldedText("base complète").contains(FoldedText("Complete")))
    #expect(!FoldedText("abab").contains(FoldedText("abb")) && FoldedText("ababb").contains(FoldedText("abb")))
  }

  @Test func marksWhatIsFoundOnTheScreen() {
    var canvas = Canvas(size: Size(columns: 12, rows: 2))
    canvas.put("Écho 日本 écho", at: .origin, style: .strong)
    canvas.put("écho", at: Point(column: 0, row: 1))
    canvas.mark([FoldedText("echo"), FoldedText("本")], in: Rect(column: 0, row: 0, columns: 12, rows: 1))
    let marked = canvas.cells(row: 0).map { $0.style.ink == .match }
    #expect(marked == [true, true, true, true, false, false, false, true, true, false, false, false])
    #expect(canvas.cells(row: 1).allSatisfy { $0.style.ink == .plain })
  }
}
