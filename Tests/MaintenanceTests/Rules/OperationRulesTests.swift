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

  @Test func anOldFailureIsHistory() {
    #expect(OperationRules.problems(of: [operation("a", .failed, ago: 90_000)], now: now).isEmpty)
  }
}
