import Maintenance
import Testing

/// A plan may arrange a restore, but not make it unsafe.
@Suite struct RestoreProcedureTests {
  private func faults(_ words: [RestoreStage.Work]) -> [String] {
    RestoreProcedure(stages: words.map(RestoreStage.work)).faults.map { $0.text.text(in: .english) }
  }

  @Test func theUsualOrderAndTheShortestOneAreSafe() {
    #expect(RestoreProcedure.standard.faults.isEmpty)
    #expect(faults(RestoreProcedure.required).isEmpty)
  }

  @Test func nothingThatMakesItSafeCanBeLeftOut() {
    for work in RestoreProcedure.required {
      let found = faults(RestoreStage.Work.allCases.filter { $0 != work })
      #expect(found.count == 1 && found[0].contains("“\(work.rawValue)” is missing"), "\(found)")
    }
  }

  @Test func whatBelongsInOneOrderStaysInIt() {
    let required = RestoreProcedure.required
    for index in required.indices.dropLast() {
      var words = RestoreStage.Work.allCases
      guard let first = words.firstIndex(of: required[index]), let second = words.firstIndex(of: required[index + 1])
      else { continue }
      words.swapAt(first, second)
      #expect(faults(words).contains { $0.contains("must come before") }, "\(words)")
    }
    func moved(_ work: RestoreStage.Work, to index: Int) -> [RestoreStage.Work] {
      var words = RestoreStage.Work.allCases.filter { $0 != work }
      words.insert(work, at: index)
      return words
    }
    #expect(faults(moved(.endMaintenance, to: 6)) == ["“check” must come before “end-maintenance”"])
    #expect(faults(moved(.newBackup, to: 0)) == ["“check” must come before “new-backup”"])
    #expect(faults(moved(.logs, to: 4)) == ["“logs” must come before “verify”"])
    #expect(faults(moved(.beginMaintenance, to: 9)) == ["“begin-maintenance” must come before “swap”"])
    #expect(faults(moved(.health, to: 3)) == ["“start-writers” must come before “health”"])
  }

  @Test func twiceIsTooOftenAndMaintenanceEnds() {
    #expect(faults(RestoreStage.Work.allCases + [.newBackup]) == ["“new-backup” is there already"])
    #expect(
      faults(RestoreStage.Work.allCases.filter { $0 != .endMaintenance })
        == ["“begin-maintenance” without “end-maintenance”"])
  }

  @Test func commandsOfTheTeamMayStandAnywhere() {
    var stages = RestoreProcedure.standard.stages
    for index in stride(from: stages.count, through: 0, by: -3) {
      stages.insert(.command(TeamCommand(run: ["true"])), at: index)
    }
    #expect(RestoreProcedure(stages: stages).faults.isEmpty)
  }
}
