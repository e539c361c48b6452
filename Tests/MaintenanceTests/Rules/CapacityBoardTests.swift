import Maintenance
import Testing

@Suite struct CapacityBoardTests {
  private let rules = [
    CapacityRule(
      resource: .memory, alert: Threshold(percent: 80, forSeconds: 60), critical: Threshold(percent: 90, forSeconds: 10)
    ),
    CapacityRule(resource: .connections, alert: Threshold(percent: 80), critical: Threshold(percent: 90)),
  ]
  private let none = Reading<Double>.unavailable(Unavailability(.notConfigured, "databases"))

  private func vitals(usedPercent: Double, at: Timestamp) -> Vitals {
    var vitals = Vitals()
    let memory = MemoryUsage(
      totalBytes: 1000, availableBytes: UInt64(1000 - usedPercent * 10), freeBytes: 0, buffersBytes: 0, cachedBytes: 0,
      sharedBytes: 0, swapTotalBytes: 0, swapFreeBytes: 0)
    vitals.memory = .known(memory, at: at)
    return vitals
  }

  private func observe(_ board: inout CapacityBoard, _ percent: Double?, at seconds: Double) {
    let at = Timestamp(seconds: seconds)
    var read = Vitals()
    read.memory = .unavailable(Unavailability(.missing, "/proc/meminfo"))
    if let percent { read = vitals(usedPercent: percent, at: at) }
    board.observe(read, connections: none, at: at, bootSeconds: seconds, bootID: "b")
  }

  private func memory(_ board: CapacityBoard, at seconds: Double) -> ResourceStatus {
    board.statuses(at: Timestamp(seconds: seconds), bootSeconds: seconds, bootID: "b")[0]
  }

  @Test func theClockRunsThenFiresThenResolves() {
    var board = CapacityBoard(rules: rules, samplingSeconds: 2)
    for second in stride(from: 0.0, through: 30, by: 2) { observe(&board, 85, at: second) }
    let pending = memory(board, at: 30)
    #expect(pending.alert.state == .pending && pending.alert.overSeconds == 30 && pending.critical.state == .inactive)
    #expect(CapacityRules.problem(of: pending)?.firesInSeconds == 30)
    for second in stride(from: 32.0, through: 60, by: 2) { observe(&board, 85, at: second) }
    #expect(memory(board, at: 60).alert.state == .firing)
    #expect(CapacityRules.problem(of: memory(board, at: 60))?.severity == .warning)
    observe(&board, 80, at: 62)
    #expect(CapacityRules.problem(of: memory(board, at: 62)) == nil)
  }

  @Test func aGapHoldsAndIsUnknown() throws {
    var board = CapacityBoard(rules: rules, samplingSeconds: 2)
    for second in stride(from: 0.0, through: 60, by: 2) { observe(&board, 85, at: second) }
    observe(&board, nil, at: 62)
    let held = memory(board, at: 62)
    #expect(held.alert.state == .firing && held.alert.isHeld)
    #expect(CapacityRules.problem(of: held)?.state == .firing)
  }

  @Test func clocksSurviveARestart() {
    var board = CapacityBoard(rules: rules, samplingSeconds: 2)
    for second in stride(from: 0.0, through: 40, by: 2) { observe(&board, 85, at: second) }
    var next = CapacityBoard(rules: rules, samplingSeconds: 2)
    next.restore(board.clocks)
    observe(&next, 85, at: 44)
    #expect(memory(next, at: 44).alert.overSeconds == 44)
    // An agent that was away for longer than a gap may last does not count the time it did not see.
    var late = CapacityBoard(rules: rules, samplingSeconds: 2)
    late.restore(board.clocks)
    observe(&late, 85, at: 140)
    #expect(memory(late, at: 140).alert.overSeconds == 40)
  }

  @Test func whatThePlanDoesNotHaveIsNotSampled() {
    var board = CapacityBoard(rules: rules, samplingSeconds: 2)
    observe(&board, 50, at: 0)
    #expect(board.samples(at: Timestamp(seconds: 0)).map(\.series) == ["memory"])
    observe(&board, nil, at: 2)
    #expect(board.samples(at: Timestamp(seconds: 2)).map(\.value) == [nil])
  }

  @Test func theLastHourIsMinuteMeansWithHoles() {
    var history = MinuteHistory(length: 5)
    history.add(10, at: Timestamp(seconds: 0))
    history.add(20, at: Timestamp(seconds: 30))
    history.add(50, at: Timestamp(seconds: 125))
    #expect(history.means(before: Timestamp(seconds: 180)) == [nil, nil, 15, nil, 50])
    history.restore(mean: 99, minute: Timestamp(seconds: 60))
    history.restore(mean: 99, minute: Timestamp(seconds: 0))
    #expect(history.means(before: Timestamp(seconds: 180)) == [nil, nil, 15, 99, 50])
  }
}
