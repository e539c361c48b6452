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

  /// A condition that was mistyped is nobody's problem, and a comparison that came well does not settle a restore that failed.
  @Test func aComparisonIsNoProblemAndSettlesNone() {
    func rows(_ id: String, _ state: OperationState, ago: Double, onlyWritten: Bool) -> OperationStatus {
      var operation = operation(id, state, ago: ago)
      operation.request = .restoreRows(RowSelection(table: "t", onlyWritten: onlyWritten), backup: nil, moment: nil)
      operation.procedure = "restore.rows"
      return operation
    }
    func ids(_ operations: OperationStatus...) -> [String] {
      OperationRules.problems(of: operations, now: now).map(\.id)
    }
    #expect(ids(rows("a", .failed, ago: 50, onlyWritten: true)).isEmpty)
    let failed = rows("b", .failed, ago: 100, onlyWritten: false)
    #expect(ids(failed, rows("a", .done, ago: 50, onlyWritten: true)) == ["operation.b"])
    #expect(ids(failed, rows("a", .done, ago: 50, onlyWritten: false)).isEmpty)
    // It may have left its schema on the server.
    let broken = rows("c", .interrupted, ago: 100, onlyWritten: true)
    #expect(ids(broken) == ["operation.c"] && ids(broken, rows("a", .done, ago: 50, onlyWritten: true)).isEmpty)
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
