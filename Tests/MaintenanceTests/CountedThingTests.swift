import Maintenance
import Testing

@Suite struct CountedThingTests {
  @Test func oneIsNotMany() {
    func words(_ thing: CountedThing, _ count: Int) -> [String] {
      let words = thing.words(count)
      return [words.text(in: .french), words.text(in: .english)]
    }
    #expect(words(.event, 1) == ["1 événement", "1 event"] && words(.event, 2) == ["2 événements", "2 events"])
    #expect(words(.table, 0) == ["0 table", "0 tables"])
    #expect(words(.logFile, 1) == ["1 journal", "1 log file"] && words(.logFile, 3) == ["3 journaux", "3 log files"])
    #expect(words(.row, 1_234_567) == ["1\u{A0}234\u{A0}567 lignes", "1,234,567 rows"])
    for thing in CountedThing.allCases {
      let nouns = [1, 2, 101].map { words(thing, $0).map { $0.drop { $0 != " " } } }
      #expect(nouns[1] == nouns[2] && nouns[0] != nouns[1], "\(nouns)")
    }
  }
}
