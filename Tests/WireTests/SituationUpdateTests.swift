import Maintenance
import Testing
import Wire

@Suite struct SituationUpdateTests {
  private let start: Situation = {
    let agent = AgentStatus(
      pid: 1, version: "1", startedAt: Timestamp(seconds: 0), stateFolder: "/s", endsWhenUnused: false)
    return Situation(application: "A", host: "h", at: Timestamp(seconds: 10), agent: agent)
  }()

  @Test func theFirstUpdateHoldsEverything() {
    let update = SituationUpdate(from: nil, to: start)
    #expect(update.applied(to: nil) == start)
  }

  @Test func onlyWhatChangedIsSent() throws {
    var next = start
    next.at = Timestamp(seconds: 12)
    next.vitals.load = .known(LoadAverage(one: 1, five: 2, fifteen: 3), at: next.at)
    let update = SituationUpdate(from: start, to: next)
    #expect(update.whole == nil && update.services == nil && update.problems == nil && update.vitals != nil)
    #expect(update.applied(to: start) == next)
    let line = try WireCoding.line(AgentMessage.update(update))
    #expect(try WireCoding.message(AgentMessage.self, from: line.dropLast()) == .update(update))
  }

  @Test func processesThatWereNotReadAgainAreNotSentAgain() throws {
    var first = start
    let process = ProcessUsage(pid: 7, name: "busy", uid: 0, cpuPercent: 1, residentBytes: 1)
    first.vitals.processes = .known([process], at: first.at)
    var next = first
    next.vitals.uptimeSeconds = .known(5, at: Timestamp(seconds: 12))
    let update = SituationUpdate(from: first, to: next)
    #expect(update.vitals?.processes == .pending && update.applied(to: first) == next)
    next.vitals.processes = .known([], at: Timestamp(seconds: 12))
    #expect(SituationUpdate(from: first, to: next).applied(to: first) == next)
  }

  @Test func anUpdateWithoutItsBeginningIsNotGuessed() {
    var next = start
    next.at = Timestamp(seconds: 12)
    #expect(SituationUpdate(from: start, to: next).applied(to: nil) == nil)
  }
}
