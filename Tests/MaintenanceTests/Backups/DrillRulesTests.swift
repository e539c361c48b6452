import Maintenance
import Testing

@Suite struct DrillRulesTests {
  private static let start = Timestamp(seconds: 1_767_225_600)
  private static let drills = [
    RestoreDrill(name: "partial", title: LocalizedText("p"), cadence: .monthly, scopes: [.database]),
    RestoreDrill(
      name: "full", title: LocalizedText("f"), cadence: .quarterly, scopes: [.database, .files, .configuration]),
  ]

  private func overdue(_ last: [DrillKind: Double], at days: Double) -> [String] {
    DrillRules.problems(
      Self.drills, last: last.mapValues { Self.start.adding(seconds: $0 * 86_400) }, since: Self.start,
      now: Self.start.adding(seconds: days * 86_400)
    ).map(\.id)
  }

  @Test func aDrillIsDueOnceInItsPeriod() {
    #expect(overdue([:], at: 30).isEmpty)
    #expect(overdue([:], at: 32) == ["drill.partial"])
    #expect(overdue([.partial: 20], at: 50).isEmpty)
    #expect(overdue([.partial: 20], at: 52) == ["drill.partial"])
    #expect(overdue([.partial: 90], at: 93) == ["drill.full"], "a partial drill is no full one")
    #expect(overdue([.full: 90], at: 100).isEmpty, "a full drill is a partial one too")
    #expect(overdue([:], at: 100) == ["drill.partial", "drill.full"])
  }
}
