import Maintenance
import TestSupport
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
    #expect(update.vitals?.processes == nil && update.applied(to: first) == next)
    next.vitals.processes = .known([], at: Timestamp(seconds: 12))
    #expect(SituationUpdate(from: first, to: next).applied(to: first) == next)
  }

  @Test func anUpdateWithoutItsBeginningIsNotGuessed() {
    var next = start
    next.at = Timestamp(seconds: 12)
    #expect(SituationUpdate(from: start, to: next).applied(to: nil) == nil)
  }

  /// Whatever moved, or did not, the dashboard ends with what the agent holds; over the line too.
  @Test(arguments: 1...300) func partsAlwaysAddUpToTheWhole(seed: Int) throws {
    var random = SeededNumbers(seed: UInt64(seed))
    var old = RandomSituation.make(&random)
    for _ in 0..<4 {
      let new = RandomSituation.moved(old, &random)
      let line = try WireCoding.line(AgentMessage.update(SituationUpdate(from: old, to: new)))
      guard case .update(let update) = try WireCoding.message(AgentMessage.self, from: line.dropLast()) else {
        Issue.record("no update")
        return
      }
      #expect(update.applied(to: old) == new)
      old = new
    }
  }

  @Test func aReadingThatWasOnlyMadeAgainCostsItsMomentOnce() throws {
    var random = SeededNumbers(seed: 1)
    let old = RandomSituation.make(&random)
    let new = RandomSituation.readAgain(old, at: old.at.adding(seconds: 2))
    let update = SituationUpdate(from: old, to: new)
    #expect(update.whole == nil && update.vitals?.memory == nil && update.services?.changes == nil)
    #expect(update.rounds?.evidence?.changes == nil && update.applied(to: old) == new)
    #expect(try WireCoding.line(AgentMessage.update(update)).count < 700)
  }

  @Test func whatThePartsCannotSayIsSentWhole() {
    var next = start
    next.production = true
    let update = SituationUpdate(from: start, to: next)
    #expect(update.whole == next && update.applied(to: start) == next)
  }
}
