import Clients
import Maintenance
import Testing
import Wire

@Suite struct RehearsalTests {
  @Test func theRehearsedUpdateIsReadAndHasOneOfEachKind() throws {
    let message = try WireCoding.message(AgentMessage.self, from: Rehearsal.line.utf8)
    guard case .update(let update) = message, let situation = update.applied(to: nil) else {
      Issue.record("the rehearsal is no update")
      return
    }
    #expect(!situation.services.isEmpty && !situation.capacity.isEmpty && !situation.problems.isEmpty)
    #expect(!situation.operations.isEmpty && !situation.operations[0].steps.isEmpty && !situation.logs.isEmpty)
    #expect(situation.backups.first?.backups.fresh?.isEmpty == false)
    #expect(situation.rounds.first?.tasks.first?.tick != nil)
    #expect(situation.vitals.disks.fresh?.isEmpty == false && situation.vitals.processors.fresh != nil)
  }

  @Test func everyPartIsReadBackwards() throws {
    #expect(try WireCoding.message(Rehearsal.Backwards.self, from: Rehearsal.line.utf8).parts == 9)
  }
}
