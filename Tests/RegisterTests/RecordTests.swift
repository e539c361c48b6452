import GRDB
import Maintenance
import Testing

@testable import Register

struct RecordTests {
  let folder = StateFolder()

  @Test func aTickAndItsRowSayTheSame() throws {
    let register = try folder.register()
    let given = tick("backups", verdict: .problem, note: "dernière sauvegarde trop petite")
    let entry = try register.record(given)
    #expect(entry.action == "tick" && entry.target == "daily/2026-11-22/backups")
    #expect(entry.reason == given.note && entry.by == alice && entry.at == noon)
    #expect(entry.detail.contains("\"verdict\":\"problem\""))
    #expect(try register.auditEntry(entry.sequence) == entry)
    #expect(try register.ticks(period: .daily, round: "2026-11-22") == [given])
    #expect(try register.verify().isOK)
  }

  @Test func theLastAnswerToATaskCounts() throws {
    let register = try folder.register()
    for verdict in [TickVerdict.later, .problem, .done] { try register.record(tick(verdict: verdict, note: "x")) }
    try register.record(tick("backups", round: "2026-11-22"))
    try register.record(tick("disk", round: "2026-11-23"))
    #expect(try register.ticks(period: .daily, round: "2026-11-22").map(\.verdict) == [.later, .problem, .done, .done])
    let latest = try register.latestTicks(period: .daily, round: "2026-11-22")
    #expect(latest.mapValues(\.verdict) == ["error-logs": .done, "backups": .done])
    #expect(try register.ticks(period: .weekly, round: "2026-11-22") == [])
  }

  @Test func anOperationLeavesARowForEachStateAndNoneForProgress() throws {
    let register = try folder.register()
    #expect(try register.record(operation())?.action == "operation.started")
    #expect(try register.record(operation()) == nil, "nothing new")
    for percent in 1...5 { #expect(try register.record(operation(progress: Double(percent) / 100)) == nil) }
    #expect(try register.operation(operation().id)?.steps[0].progress == 0.05)
    #expect(try register.verify().isOK)
    #expect(try register.record(operation(state: .interrupted))?.action == "operation.interrupted")
    #expect(try register.record(operation())?.action == "operation.resumed")
    let end = try #require(try register.record(operation(state: .failed, message: "no such unit", exitStatus: 1)))
    #expect(end.action == "operation.ended" && end.exitStatus == 1 && end.at == noon.adding(seconds: 3))
    #expect(try register.record(operation(state: .failed, message: "no such unit", exitStatus: 1)) == nil)
    #expect(
      try register.record(operation(state: .failed, message: "else", exitStatus: 1))?.action == "operation.amended")
    #expect(try register.auditEntries().count == 5)
    #expect(try register.verify().isOK)
  }

  @Test func aRefusalIsRecordedToo() throws {
    let register = try folder.register()
    let entry = try #require(try register.record(operation(state: .refused, message: "not an operator")))
    #expect(entry.action == "operation.refused" && entry.by == alice)
    #expect(try register.operations().map(\.state) == [.refused])
  }

  @Test func operationsAreListedLastFirst() throws {
    let register = try folder.register()
    for number in 0..<5 {
      try register.record(
        operation(
          "op-\(number)", state: number == 3 ? .running : .done, startedAt: noon.adding(seconds: Double(number))))
    }
    #expect(try register.operations(limit: 2).map(\.id) == ["op-4", "op-3"])
    #expect(try register.operations(filter: .unfinished).map(\.id) == ["op-3"])
    let page = try register.operations(filter: OperationFilter(startedBefore: noon.adding(seconds: 2)))
    #expect(page.map(\.id) == ["op-1", "op-0"])
    #expect(try register.operations(filter: OperationFilter(target: "service:other")) == [])
    #expect(try register.operation("op-9") == nil)
  }

  @Test func anOperationThatCannotBeReadIsNamed() throws {
    let register = try folder.register()
    try register.record(operation("good"))
    try register.record(operation("bad"))
    try register.pool.write { try $0.execute(sql: "UPDATE operations SET status = '{}' WHERE id = 'bad'") }
    #expect(try register.operations().map(\.id) == ["good"])
    #expect(try register.unreadableOperations() == ["bad"])
    let fault = #expect(throws: RegisterError.self) { try register.operation("bad") }
    #expect(fault?.kind == .damagedRow)
  }

  @Test func outputIsKeptInOrder() throws {
    let register = try folder.register()
    #expect(throws: RegisterError.self) { try register.appendOutput("early", to: "unknown") }
    #expect(try register.output("unknown") == nil)
    try register.record(operation())
    let id = operation().id
    #expect(try register.output(id) == OperationOutput(text: "", droppedBytes: 0))
    for line in ["un\n", "", "deux é\n", "tr\0ois\n"] { try register.appendOutput(line, to: id) }
    #expect(try register.output(id)?.text == "un\ndeux é\ntr\u{FFFD}ois\n")
    try register.record(operation(state: .done, exitStatus: 0))
    try register.appendOutput("late\n", to: id)
    #expect(try register.auditEntries(limit: 1).map(\.action) == ["operation.amended"])
    #expect(try register.verify().isOK)
  }

  @Test func outputIsBoundedAndSaysSo() throws {
    let register = try folder.register()
    try register.record(operation())
    let id = operation().id
    try register.appendOutput("the beginning\n", to: id)
    let line = String(repeating: "é", count: 4999) + "\n"
    for _ in 0..<30 { try register.appendOutput(String(repeating: line, count: 10), to: id) }
    try register.appendOutput("the end", to: id)
    let output = try #require(try register.output(id))
    #expect(output.text.hasPrefix("the beginning\n") && output.text.hasSuffix("the end"))
    #expect(output.text.utf8.count <= OperationOutput.mostBytes + 100)
    #expect(output.text.contains("[… \(output.droppedBytes) bytes …]"))
    let written = 14 + 30 * 10 * line.utf8.count + 7
    let marker = "\n[… \(output.droppedBytes) bytes …]\n".utf8.count
    #expect(output.text.utf8.count - marker + output.droppedBytes == written)
    #expect(!output.text.contains("\u{FFFD}"), "cut between characters")
  }

  @Test func acknowledgementsComeAndGo() throws {
    let register = try folder.register()
    let taken = Acknowledgement(by: alice, at: noon, note: "je regarde")
    let entry = try register.acknowledge("cpu.critical", with: taken)
    #expect(entry.action == "acknowledge" && entry.target == "cpu.critical" && entry.reason == "je regarde")
    #expect(try register.acknowledgements() == ["cpu.critical": taken])
    #expect(try register.clearAcknowledgement("disk", by: alice, at: noon) == nil)
    #expect(try register.clearAcknowledgement("cpu.critical", by: .agent, at: noon)?.action == "acknowledge.cleared")
    #expect(try register.acknowledgements() == [:])
    #expect(try register.clearAcknowledgement("cpu.critical", by: .agent, at: noon) == nil)
    try register.acknowledge("cpu.critical", with: taken)
    #expect(try register.acknowledgements() == ["cpu.critical": taken])
    #expect(try register.verify().isOK)
  }

  @Test func clocksComeBackAsTheyWere() throws {
    struct State: Codable, Equatable, Sendable { var over: Double }
    let register = try folder.register()
    try register.saveClocks(["cpu": State(over: 1), "disk": State(over: 2)], at: noon)
    try register.saveClocks(["cpu": State(over: 3.5)], at: noon.adding(seconds: 30))
    try register.close()
    let saved = try folder.register().clocks(State.self)
    #expect(saved == ["cpu": SavedClock(state: State(over: 3.5), savedAt: noon.adding(seconds: 30))])
    struct Other: Codable, Sendable { var under: String }
    #expect(try folder.reader().clocks(Other.self).isEmpty, "a clock of another shape begins anew")
  }

  @Test func checksOfBackupsAreKept() throws {
    let register = try folder.register()
    let good = BackupVerification(backup: "b1", rung: .complete, at: noon)
    let bad = BackupVerification(backup: "b2", rung: .plausible, at: noon, fault: "checksum of dump.sql.gz")
    try register.record(BackupVerification(backup: "b1", rung: .exists, at: noon.adding(seconds: -60), fault: "old"))
    try register.record(good)
    try register.record(bad)
    #expect(try register.verifications() == ["b1": good, "b2": bad])
    try register.forgetVerifications(except: ["b2"])
    #expect(try register.verifications() == ["b2": bad])
  }
}
