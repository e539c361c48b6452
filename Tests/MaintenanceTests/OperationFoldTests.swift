import Maintenance
import Testing

@Suite struct OperationFoldTests {
  private func ticket() -> OperationTicket {
    let steps = [
      Step(verb: "a", title: LocalizedText("a")),
      Step(verb: "b", arguments: [Step.changesArgument: "target"], title: LocalizedText("b")),
      Step(verb: "c", title: LocalizedText("c")),
    ]
    let request = OperationRequest.restore(scope: .database, backup: "x")
    let procedure = Procedure(
      name: "p", title: LocalizedText("t"), target: "database:x", confirmation: .typeName("x"), role: .administrator,
      steps: steps, wayBack: WayBack(title: LocalizedText("back"), request: .revert(operation: "id")))
    return OperationTicket(
      id: "id", request: request, procedure: procedure, plan: Plan(application: "x", timezone: "UTC"), by: .agent,
      reason: nil, createdAt: Timestamp(milliseconds: 0))
  }

  private func fold(_ events: [JournalEntry.Event], alive: Bool) -> OperationStatus {
    let entries = events.enumerated().map {
      JournalEntry(at: Timestamp(milliseconds: Int64($0.offset + 1)), event: $0.element)
    }
    return OperationFold.fold(ticket(), entries, workerAlive: alive)
  }

  private let first: [JournalEntry.Event] = [
    .started(pid: 1, bootID: "b"), .stepStarted(0), .progress(0, fraction: 0.5, message: "half"),
  ]
  private var second: [JournalEntry.Event] {
    first + [.stepDone(0, exitStatus: 0, message: "ok", facts: [:]), .stepStarted(1)]
  }

  @Test func aLivingWorkerRuns() {
    let status = fold(first, alive: true)
    #expect(status.state == .running && !status.canResume && status.wayBack == nil)
    #expect(status.steps.map(\.state) == [.running, .waiting, .waiting])
    #expect(status.steps[0].progress == 0.5 && status.steps[0].message == "half")
    #expect(status.steps[0].startedAt == Timestamp(milliseconds: 2))
  }

  @Test func whatAStepOffersIsKept() {
    let facts = StepOffer.facts([.apply, .dependents])
    let done = fold(first + [.stepDone(0, exitStatus: 0, message: nil, facts: facts)], alive: true)
    #expect(done.steps[0].offers == [.apply, .dependents])
    let failed = fold(
      first + [.stepFailed(0, exitStatus: nil, message: "no"), .offered(0, .dependents)], alive: false)
    #expect(failed.steps[0].offers == [.dependents] && failed.steps[0].state == .failed)
    #expect(fold(second, alive: true).steps[0].offers == nil && StepOffer.facts([]).isEmpty)
    #expect(StepOffer.read("apply later") == [.apply], "what a newer one offers is passed over")
  }

  @Test func withoutAWorkerAndAnEndItIsInterrupted() {
    let before = fold(first, alive: false)
    #expect(before.state == .interrupted && before.canResume && before.wayBack == nil)
    #expect(before.steps.map(\.state) == [.waiting, .waiting, .waiting])
    // From the moment the live target is being changed, there is a way back.
    let after = fold(second, alive: false)
    #expect(after.wayBack?.request == .revert(operation: "id"))
    #expect(after.steps.map(\.state) == [.done, .waiting, .waiting])
    #expect(fold([], alive: false).state == .interrupted)
  }

  @Test func endsAreTakenAsWritten() {
    let failed = fold(
      second + [.stepFailed(1, exitStatus: 2, message: "no"), .ended(.failed, exitStatus: 1, message: "no")],
      alive: false)
    #expect(failed.state == .failed && failed.exitStatus == 1 && failed.message == "no" && !failed.canResume)
    #expect(failed.steps[1].state == .failed && failed.steps[1].exitStatus == 2)
    #expect(failed.wayBack != nil)
    // The worker still holds its lock while it ends.
    #expect(fold(second + [.ended(.done, exitStatus: 0, message: nil)], alive: true).state == .done)
    let refused = fold(
      [.started(pid: 1, bootID: "b"), .ended(.refused, exitStatus: 75, message: "busy")], alive: false)
    #expect(refused.state == .refused && refused.wayBack == nil)
  }

  @Test func aResumedRunBeginsItsStepAgain() {
    let status = fold(
      second + [.started(pid: 2, bootID: "b"), .stepStarted(1), .stepSkipped(1, message: "was so")], alive: true)
    #expect(status.state == .running)
    #expect(status.steps.map(\.state) == [.done, .skipped, .waiting])
  }

  @Test func aJournalOfAnotherShapeDoesNoHarm() {
    let status = fold(
      [
        .stepStarted(9), .stepDone(-1, exitStatus: 0, message: nil, facts: [:]),
        .progress(0, fraction: 7, message: nil),
      ], alive: true)
    #expect(status.steps.count == 3 && status.steps[0].progress == 1)
  }
}
