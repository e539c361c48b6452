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
    #expect(overdue([:], at: 31).isEmpty && overdue([:], at: 31.01) == ["drill.partial"])
    #expect(overdue([:], at: 32) == ["drill.partial"])
    #expect(overdue([.partial: 20], at: 50).isEmpty)
    #expect(overdue([.partial: 20], at: 52) == ["drill.partial"])
    #expect(overdue([.partial: 90], at: 93) == ["drill.full"], "a partial drill is no full one")
    #expect(overdue([.full: 90], at: 100).isEmpty, "a full drill is a partial one too")
    #expect(overdue([:], at: 100) == ["drill.partial", "drill.full"])
    #expect(overdue([.disaster: 90], at: 100).isEmpty, "nor does a full one prove less than a disaster's")
  }

  @Test func aDisasterIsPractisedFromAStoreAlone() {
    let drill = RestoreDrill(
      name: "d", title: LocalizedText("d"), cadence: .yearly, scopes: [.database, .files], store: "far")
    #expect(drill.kind == .disaster)
    #expect(drill.last(of: [.full: Self.start, .partial: Self.start]) == nil)
    #expect(drill.last(of: [.disaster: Self.start]) == Self.start)
    let later = Self.start.adding(seconds: 1)
    #expect(Self.drills[0].last(of: [.partial: Self.start, .full: later]) == later)
    #expect(Self.drills[0].last(of: [.partial: later, .full: Self.start]) == later)
  }

  @Test func eachKindBringsBackWhatItIsCalledFor() {
    #expect(DrillKind.partial.scopes == [.database])
    #expect(DrillKind.full.scopes == [.database, .files, .configuration])
    #expect(DrillKind.disaster.scopes == DrillKind.full.scopes)
    #expect(Self.drills.map(\.kind) == [.partial, .full])
  }

  /// Fresh backups are no drill, whoever ticks the task.
  @Test func onlyTheDrillIsEvidenceOfADrill() {
    let drills = [
      RestoreDrill(
        name: "full", title: LocalizedText("full"), cadence: .quarterly, scopes: [.database, .files],
        task: "full-restore-test"),
      RestoreDrill(
        name: "disaster", title: LocalizedText("disaster"), cadence: .yearly, scopes: [.database, .files], store: "far",
        task: "disaster-recovery"),
    ]
    func evidence(_ task: String, _ last: [DrillKind: Double]?) -> Evidence {
      let measured = EvidenceRules.Measurements(
        services: [], capacity: [], backups: [], logs: [], problems: [], drills: drills,
        lastDrills: last?.mapValues { Self.start.adding(seconds: $0 * 86_400) })
      return EvidenceRules.evidence(
        of: .drills, in: measured, at: Self.start.adding(seconds: 100 * 86_400), task: task,
        begun: Self.start.adding(seconds: 50 * 86_400))
    }
    #expect(evidence("full-restore-test", [:]).severity == .warning)
    #expect(evidence("full-restore-test", nil).severity == .unknown)
    #expect(evidence("full-restore-test", [.full: 49]).severity == .warning, "it was done for the round before")
    #expect(evidence("full-restore-test", [.full: 51]).severity == .fine)
    #expect(evidence("full-restore-test", [.full: 50]).severity == .fine, "in the moment in which it began")
    #expect(evidence("another-task", [.full: 51]).facts.count == 2, "a task without a drill of its own asks for all")
    #expect(evidence("full-restore-test", [.partial: 51]).severity == .warning)
    #expect(evidence("full-restore-test", [.disaster: 51]).severity == .fine)
    #expect(evidence("disaster-recovery", [.full: 51]).severity == .warning)
    #expect(evidence("disaster-recovery", [.full: 51]).facts.count == 1, "one task, its own drill")
    #expect(RoundRules.needsReason(evidence("disaster-recovery", [:])))
  }
}
