import Maintenance
import Testing

@Suite struct OperationRulesTests {
  private let now = Timestamp(seconds: 100_000)

  private func operation(_ id: String, _ state: OperationState, ago: Double) -> OperationStatus {
    OperationStatus(
      id: id, request: .backup(leg: .filesFull), procedure: "backup.files.full", title: LocalizedText("x"),
      target: "files", by: .agent, startedAt: now.adding(seconds: -ago), endedAt: now.adding(seconds: -ago + 1),
      state: state, steps: [], message: "no room")
  }

  @Test func anInterruptedOperationAsksForADecision() {
    let problems = OperationRules.problems(of: [operation("a", .interrupted, ago: 10)], now: now)
    #expect(problems.map(\.id) == ["operation.a"] && problems[0].severity == .critical)
  }

  @Test func aFailureIsSettledByALaterSuccess() {
    let failed = operation("a", .failed, ago: 100)
    #expect(OperationRules.problems(of: [failed], now: now).count == 1)
    #expect(OperationRules.problems(of: [operation("b", .done, ago: 50), failed], now: now).isEmpty)
    #expect(OperationRules.problems(of: [operation("b", .done, ago: 200), failed], now: now).count == 1)
  }

  @Test func aFailedRestartIsSettledWhenTheServiceRunsAllTheSame() {
    func failed(_ verb: ServiceVerb) -> OperationStatus {
      var operation = operation("a", .failed, ago: 100)
      operation.request = .service(verb: verb, name: "site")
      return operation
    }
    #expect(OperationRules.problems(of: [failed(.restart)], running: ["site"], now: now).isEmpty)
    #expect(OperationRules.problems(of: [failed(.restart)], running: ["other"], now: now).count == 1)
    #expect(OperationRules.problems(of: [failed(.stop)], running: ["site"], now: now).count == 1, "it was to stop")
  }

  @Test func whatTheCalendarCouldNotBeginIsAProblem() {
    func refused(_ id: String, _ request: OperationRequest, ago: Double, by person: Operator = .agent)
      -> OperationStatus
    {
      var operation = operation(id, .refused, ago: ago)
      operation.request = request
      operation.procedure = "backup.prune"
      operation.by = person
      return operation
    }
    let twice = [refused("a", .prune, ago: 7200), refused("b", .prune, ago: 3600)]
    #expect(OperationRules.problems(of: twice, now: now).map(\.id) == ["operation.b"], "said once")
    var done = refused("c", .prune, ago: 60)
    done.state = .done
    #expect(OperationRules.problems(of: twice + [done], now: now).isEmpty)
    #expect(OperationRules.problems(of: [refused("a", .backup(leg: .filesFull), ago: 60)], now: now).isEmpty)
    let person = Operator(name: "anna", uid: 1000)
    #expect(OperationRules.problems(of: [refused("a", .prune, ago: 60, by: person)], now: now).isEmpty)
  }

  @Test func anOldFailureIsHistory() {
    #expect(OperationRules.problems(of: [operation("a", .failed, ago: 90_000)], now: now).isEmpty)
  }
}
