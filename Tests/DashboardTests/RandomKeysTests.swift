import Drawing
import Maintenance
import TestSupport
import Testing

@testable import Dashboard

/// Whatever is pressed, on whatever extent, whatever the agent says.
@Suite struct RandomKeysTests {
  static let keys: [Key] =
    "123458qwasSxrbvoegGhjklnpyucRdTLa?/:!+_=- éA".map { Key.character($0) } + [
      .enter, .enter, .escape, .tab, .backTab, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .backspace,
      .delete, .control("l"), .control("u"), .control("w"), .function(1), .function(7), .alt("x"),
    ]

  @Test(arguments: Array(UInt64(1)...12)) func nothingBreaks(seed: UInt64) {
    var random = SeededNumbers(seed: seed)
    let situations = [Fixture.healthy, Fixture.troubled, Fixture.starting, Fixture.unreadable, RowsFixture.situation]
    var stage = Stage(
      situations.randomElement(using: &random), language: seed.isMultiple(of: 2) ? .french : .english,
      charset: seed.isMultiple(of: 3) ? .ascii : .unicode)
    var asked: [Ask] = []
    for step in 0..<200 {
      let message = next(step, &random, situations, &asked)
      let effects = stage.send(message)
      asked += effects.compactMap { if case .ask(let ask) = $0 { ask } else { nil } }
      let canvas = stage.canvas
      #expect(canvas.size == stage.model.size)
      #expect(canvas.rows.allSatisfy { $0.displayColumns <= canvas.size.columns })
      if let cursor = canvas.cursor { #expect(canvas.bounds.contains(cursor)) }
      #expect(stage.model.nextWake > stage.model.now || stage.model.watch?.askAt != nil)
      #expect(stage.model.layers.count < 12)
    }
  }

  private func next(
    _ step: Int, _ random: inout SeededNumbers, _ situations: [Situation], _ asked: inout [Ask]
  ) -> Message {
    switch Int.random(in: 0..<20, using: &random) {
    case 0:
      return .resized(Size(columns: .random(in: 0...140, using: &random), rows: .random(in: 0...50, using: &random)))
    case 1: return .situation(situations[Int.random(in: 0..<situations.count, using: &random)])
    case 2: return .tick(Fixture.now.adding(seconds: Double(step) * Double.random(in: -2...20, using: &random)))
    case 3:
      let others: [Message] = [
        .lost(reason: "reset"), .connecting, .agentMissing(reason: "none"),
        .welcome(person: Fixture.person, role: .operator), .welcome(person: Fixture.person, role: .administrator),
      ]
      return others[Int.random(in: 0..<others.count, using: &random)]
    case 4, 5, 6:
      guard let ask = asked.popLast() else { return .key(.escape) }
      return .answer(ask, reply(to: ask, &random))
    default: return .key(Self.keys[Int.random(in: 0..<Self.keys.count, using: &random)])
    }
  }

  private func reply(to ask: Ask, _ random: inout SeededNumbers) -> Reply {
    if Int.random(in: 0..<5, using: &random) == 0 { return .refused(LocalizedText(french: "non", english: "no")) }
    switch ask {
    case .preview(let request): return .preview(Scenes.restorePreview(request))
    case .losses: return .losses(LossFixture.report)
    case .start: return .started(operation: Fixture.restoreRunning.id)
    case .operation: return .operation(Fixture.restoreRunning, output: "a\u{1B}[1mb\r\nc", next: step(&random))
    case .operations: return .operations([Fixture.restoreRunning, Fixture.backupDone])
    case .audit(_, let before):
      return .audit(before == nil ? (20...40).map(Scenes.auditRow) : (1...19).map(Scenes.auditRow))
    case .verifyRegister: return .verified(rows: 12, fault: nil)
    case .tick(let period, let task, let verdict, let note):
      let evidence = Evidence(source: nil, severity: .fine, facts: [], at: Fixture.now)
      return .ticked(
        Tick(
          period: period, round: "2026-11-22", task: task, verdict: verdict, note: note, evidence: evidence,
          by: Fixture.person, at: Fixture.now))
    case .handbook: return .handbook(HandbookFixture.handbook, enabledChannels: ["email"])
    case .log(let request):
      let first = request.before == nil ? Int.random(in: 0..<5000, using: &random) : 0
      return .log(
        LogFixture.page(request.name, from: first, count: Int.random(in: 0..<60, using: &random)))
    case .cancel, .resume, .acknowledge, .unacknowledge: return .done
    }
  }

  private func step(_ random: inout SeededNumbers) -> Int { Int.random(in: 0..<10_000, using: &random) }
}
