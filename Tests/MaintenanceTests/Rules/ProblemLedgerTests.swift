import Maintenance
import Testing

@Suite struct ProblemLedgerTests {
  private func problem(_ id: String, _ severity: Severity = .critical, state: AlertState = .firing) -> Problem {
    Problem(id: id, subject: .service(id), severity: severity, state: state, cause: .neverBackedUp)
  }

  @Test func aProblemKeepsItsBeginningAndItsAcknowledgement() {
    var ledger = ProblemLedger()
    let start = Timestamp(seconds: 100)
    let first = ledger.settle([problem("a")], now: start)
    #expect(first.begun.map(\.id) == ["a"])
    let taken = Acknowledgement(by: Operator(name: "on-call", uid: 1), at: start)
    let isTaken = ledger.acknowledge("a", taken)
    #expect(isTaken)
    let later = ledger.settle([problem("a")], now: Timestamp(seconds: 200))
    #expect(later.begun.isEmpty && later.ended.isEmpty)
    #expect(later.problems[0].since == start && later.problems[0].acknowledgement == taken)
    let over = ledger.settle([], now: Timestamp(seconds: 300))
    #expect(over.ended == ["a"])
    let isTakenAgain = ledger.acknowledge("a", taken)
    #expect(!isTakenAgain)
  }

  @Test func whatHasNotBeenReadIsHeld() {
    var ledger = ProblemLedger()
    _ = ledger.settle([problem("a")], now: Timestamp(seconds: 100))
    let held = ledger.settle([], unread: ["a"], now: Timestamp(seconds: 200))
    #expect(held.ended.isEmpty)
    let back = ledger.settle([problem("a")], now: Timestamp(seconds: 300))
    #expect(back.begun.isEmpty && back.problems[0].since == Timestamp(seconds: 100))
  }

  @Test func theWorstThatFiresComesFirst() {
    var ledger = ProblemLedger()
    let problems = [
      problem("pending", .critical, state: .pending), problem("unknown", .unknown), problem("warning", .warning),
      problem("critical"),
    ]
    let order = ledger.settle(problems, now: Timestamp(seconds: 1)).problems.map(\.id)
    #expect(order == ["critical", "warning", "unknown", "pending"])
  }

  @Test func whatAnOlderAgentKeptIsTakenOver() {
    var kept = ProblemLedger()
    _ = kept.settle([problem("a"), problem("b")], now: Timestamp(seconds: 100))
    var fresh = ProblemLedger()
    _ = fresh.settle([problem("a")], now: Timestamp(seconds: 500))
    var merged = kept.merged(with: fresh)
    let settled = merged.settle([problem("a")], unread: ["b"], now: Timestamp(seconds: 501))
    #expect(settled.problems[0].since == Timestamp(seconds: 100) && settled.ended.isEmpty)
  }
}
