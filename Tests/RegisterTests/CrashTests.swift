import GRDB
import Glibc
import Maintenance
import Testing

@testable import Register

/// What a process leaves behind that ends without a word.
struct CrashTests {
  let folder = StateFolder()

  @Test func aWriterKilledInTheMiddleLosesNothingThatWasSaid() async throws {
    let path = folder.path
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let register = try Register(folder: path) { noon }
      for number in 0..<40 {
        try register.audit(by: alice, action: "note", target: "\(number)", at: noon)
        try register.append(samples: [Sample(series: "cpu", at: noon.adding(seconds: Double(number)), value: 1)])
      }
      kill(getpid(), SIGKILL)
    }
    #expect(folder.files.contains("register.sqlite-wal"))
    #expect(try folder.reader().verify().isOK)
    let register = try folder.register()
    #expect(register.opening == RegisterOpening())
    #expect(try register.auditEntries(limit: 100).count == 40)
    #expect(try register.series("cpu", from: noon, to: noon.adding(seconds: 60), step: 60).points[0].count == 40)
    #expect(try register.verify().isOK)
  }

  /// Rows as they are when the process dies after the commit and before the anchor.
  private func crashedBeforeAnchor(cutting bytes: Int? = nil) throws -> Int {
    let register = try folder.register()
    try register.audit(by: alice, action: "first", target: "x", at: noon)
    let anchors = readBytes(folder.file("register.anchors"))
    try register.audit(by: alice, action: "second", target: "x", at: noon)
    let whole = readBytes(folder.file("register.anchors"))
    try register.close()
    writeBytes(anchors + whole[anchors.count...].prefix(bytes ?? 0), to: folder.file("register.anchors"))
    return whole.count - anchors.count
  }

  @Test(arguments: [0, 1, 30, 66]) func theLastRowIsAnchoredLateAndThatIsSeen(cut: Int) throws {
    #expect(try crashedBeforeAnchor(cutting: cut) == 67)
    #expect(try !folder.reader().verify().isOK, "only the agent may anchor it")
    let register = try folder.register()
    #expect(register.opening.healedRow == 2)
    #expect(register.opening.fault == nil)
    #expect(try register.auditEntries(limit: 1).map(\.action) == ["register.anchor-healed"])
    guard case .ok(let rows, _, let healed) = try register.verify() else {
      Issue.record("broken")
      return
    }
    #expect(rows == 3 && healed == 1)
    #expect(readText(folder.file("register.anchors")).contains(" healed\n"))
  }

  @Test func aRowThatDoesNotContinueTheChainIsNotAnchored() throws {
    _ = try crashedBeforeAnchor()
    try folder.tamperUnguarded { try $0.execute(sql: "UPDATE audit SET target = 'y' WHERE sequence = 2") }
    let register = try folder.register()
    #expect(register.opening.healedRow == nil)
    #expect(register.opening.fault != nil)
    #expect(try !register.verify().isOK)
  }

  @Test func twoRowsWithoutAnchorsAreNoCrash() throws {
    let register = try folder.register()
    let anchors = readBytes(folder.file("register.anchors"))
    for _ in 0..<2 { try register.audit(by: alice, action: "note", target: "x", at: noon) }
    try register.close()
    writeBytes(anchors, to: folder.file("register.anchors"))
    let again = try folder.register()
    #expect(again.opening.healedRow == nil)
    #expect(again.opening.fault != nil)
    #expect(try !again.verify().isOK)
  }

  @Test func aTransactionThatFailsLeavesNeitherRowNorAnchor() throws {
    let register = try folder.register()
    try register.pool.write { db in
      try db.execute(
        sql: "CREATE TEMP TRIGGER no_tick BEFORE INSERT ON main.audit BEGIN SELECT RAISE(ABORT, 'no room'); END")
    }
    let fault = #expect(throws: RegisterError.self) { try register.record(tick()) }
    #expect(fault?.kind == .refused)
    #expect(try register.ticks(period: .daily, round: "2026-11-22") == [])
    try register.pool.write { try $0.execute(sql: "DROP TRIGGER temp.no_tick") }
    #expect(try register.record(tick()).sequence == 1)
    #expect(try register.verify().isOK)
  }
}
