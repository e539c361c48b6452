import Maintenance
import Testing

@Suite struct StoreRulesTests {
  private static let start = Timestamp(seconds: 1_767_225_600)

  private func store(_ name: String, _ kind: StoreKind, _ cadence: Cadence?, isOpen: Bool = false) -> BackupStore {
    BackupStore(
      name: name, title: LocalizedText(name), kind: kind, place: isOpen ? .toFill : .filled(LocalizedText("x")),
      cadence: cadence)
  }

  private func overdue(_ stores: [BackupStore], _ last: [String: Double], at days: Double) -> [String] {
    StoreRules.problems(
      stores, last: last.mapValues { Self.start.adding(seconds: $0 * 86_400) }, since: Self.start,
      now: Self.start.adding(seconds: days * 86_400)
    ).map(\.id)
  }

  @Test func aDiskIsAskedForOnceItsMonthIsOver() {
    let disk = [store("offline", .disk, .monthly)]
    #expect(overdue(disk, [:], at: 30).isEmpty)
    #expect(overdue(disk, [:], at: 32) == ["store.offline"])
    #expect(overdue(disk, ["offline": 20], at: 50).isEmpty)
    #expect(overdue(disk, ["offline": 20], at: 52) == ["store.offline"])
    #expect(overdue([store("offline", .disk, nil)], [:], at: 32) == ["store.offline"])
  }

  @Test func whatIsFedEachDayMayMissOne() {
    for cadence in [nil, Cadence.daily, .eachBackup] {
      let far = [store("far", .server, cadence)]
      #expect(overdue(far, ["far": 1], at: 2.9).isEmpty)
      #expect(overdue(far, ["far": 1], at: 3.1) == ["store.far"])
    }
    #expect(overdue([store("far", .cloud, .weekly)], [:], at: 7.1) == ["store.far"])
    #expect(overdue([store("far", .cloud, .weekly, isOpen: true)], [:], at: 70).isEmpty, "nobody has filled it in")
  }
}
