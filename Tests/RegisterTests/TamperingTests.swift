import GRDB
import Glibc
import Maintenance
import Testing

@testable import Register

/// A register of five rows, closed, with one thing changed from outside: what the check says of it.
struct TamperingTests {
  let folder = StateFolder()

  init() throws {
    let register = try folder.register()
    try register.audit(by: .agent, action: "agent.started", target: "agent", at: noon)
    try register.record(tick(note: "vu"))
    try register.record(operation())
    try register.appendOutput("stopping\nstarting\n", to: operation().id)
    try register.record(operation(state: .done, exitStatus: 0))
    try register.acknowledge("cpu.critical", with: Acknowledgement(by: alice, at: noon, note: "on it"))
    try register.close()
  }

  private func breach() throws -> (Int64?, Breach)? {
    if case .broken(let sequence, let kind, let message) = try folder.reader().verify() {
      #expect(message.missing.isEmpty)
      return (sequence, kind)
    }
    return nil
  }

  @Test func untouchedItHolds() throws {
    let reader = try folder.reader()
    #expect(try reader.verify() == .ok(rows: 5, head: try #require(reader.auditHead()?.hash), healed: 0))
    #expect(try folder.register().verify().isOK)
  }

  @Test(arguments: [
    "at = at + 1", "by_name = 'mallory'", "by_uid = 1001", "acting_as = 0", "action = 'tack'", "target = target || ' '",
    "reason = 'vu!'", "reason = NULL", "exit_status = 0", "detail = replace(detail, 'fine', 'mine')",
    "hash = replace(hash, substr(hash, 1, 1), 'x')", "detail = detail || char(0) || 'hidden'",
  ])
  func anEditedRowIsFound(_ change: String) throws {
    try folder.tamperUnguarded { try $0.execute(sql: "UPDATE audit SET \(change) WHERE sequence = 2") }
    let found = try #require(try breach())
    #expect(found == (2, .rowEdited))
  }

  @Test func oneByteOfTheFileIsFound() throws {
    let path = folder.file("register.sqlite")
    var bytes = readBytes(path)
    let needle = Array("agent.startedagent".utf8)
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: needle) })
    bytes[place + 12] ^= 1
    writeBytes(bytes, to: path)
    #expect(try #require(try breach()) == (1, .rowEdited))
  }

  @Test func aDeletedLastRowIsFound() throws {
    try folder.tamperUnguarded { try $0.execute(sql: "DELETE FROM audit WHERE sequence = 5") }
    #expect(try #require(try breach()) == (5, .rowMissing))
  }

  @Test func aDeletedRowInBetweenIsFound() throws {
    try folder.tamperUnguarded { try $0.execute(sql: "DELETE FROM audit WHERE sequence = 3") }
    #expect(try #require(try breach()) == (3, .rowMissing))
  }

  @Test func allRowsDeletedAreFound() throws {
    try folder.tamperUnguarded { db in
      try db.execute(sql: "DELETE FROM audit")
      try db.execute(sql: "DELETE FROM ticks")
      try db.execute(sql: "DELETE FROM operations")
    }
    #expect(try #require(try breach()) == (1, .rowMissing))
  }

  @Test(arguments: [1, 3, 5]) func aChainWrittenAnewIsFound(from first: Int64) throws {
    try folder.tamperUnguarded { db in
      var previous = try AuditChain.genesis(AuditChain.identity(db))
      for row in try Row.fetchAll(db, sql: "SELECT \(AuditEntry.selection) FROM audit ORDER BY sequence") {
        var entry = try AuditEntry(row: row)
        if entry.sequence == first { entry.target = "elsewhere" }
        previous = AuditChain.hash(of: entry, after: previous)
        try db.execute(
          sql: "UPDATE audit SET target = ?, hash = ? WHERE sequence = ?",
          arguments: [entry.target, previous, entry.sequence])
      }
    }
    #expect(try #require(try breach()) == (first, .chainRewritten))
  }

  @Test func missingAnchorsAreFound() throws {
    unlink(folder.file("register.anchors"))
    #expect(try #require(try breach()).1 == .anchorsMissing)
  }

  @Test func shortenedAnchorsAreFound() throws {
    let lines = readText(folder.file("register.anchors")).split(separator: "\n")
    for kept in 1..<6 {
      writeBytes(Array((lines[..<kept].joined(separator: "\n") + "\n").utf8), to: folder.file("register.anchors"))
      #expect(try #require(try breach()) == (Int64(kept), .anchorMissing))
    }
  }

  @Test func emptiedOrForeignAnchorsAreFound() throws {
    writeBytes([], to: folder.file("register.anchors"))
    #expect(try #require(try breach()).1 == .anchorsForeign)
    let other = StateFolder()
    try other.register().close()
    writeBytes(readBytes(other.file("register.anchors")), to: folder.file("register.anchors"))
    #expect(try #require(try breach()).1 == .anchorsForeign)
  }

  @Test func aLineTakenOutOfTheAnchorsIsFound() throws {
    var lines = readText(folder.file("register.anchors")).split(separator: "\n", omittingEmptySubsequences: false)
    lines.remove(at: 2)
    writeBytes(Array(lines.joined(separator: "\n").utf8), to: folder.file("register.anchors"))
    #expect(try #require(try breach()) == (2, .anchorMissing))
  }

  @Test(arguments: [
    ("UPDATE ticks SET verdict = 'problem'", Breach.recordEdited), ("UPDATE ticks SET note = NULL", .recordEdited),
    ("DELETE FROM ticks", .recordMissing),
    (
      "INSERT INTO ticks SELECT 99, period, round, task, verdict, note, evidence, by_name, 7, NULL, at FROM ticks",
      .recordForged
    ),
    ("UPDATE operations SET exit_status = 1", .recordEdited),
    ("UPDATE operations SET state = 'running'", .recordEdited),
    ("UPDATE operations SET status = replace(status, 'alice', 'malle')", .recordEdited),
    ("UPDATE operation_output SET text = replace(text, 'starting', 'smarting')", .recordEdited),
    ("DELETE FROM operation_output", .recordEdited), ("DELETE FROM operations", .recordMissing),
    ("UPDATE operations SET last_audit = 3, state = 'running'", .recordEdited),
    ("UPDATE acknowledgements SET by_name = 'mallory'", .recordEdited),
    ("DELETE FROM acknowledgements", .recordMissing),
  ])
  func aChangedRecordIsFound(_ change: String, _ kind: Breach) throws {
    try folder.tamperUnguarded { try $0.execute(sql: change) }
    #expect(try #require(try breach()).1 == kind)
  }

  @Test func removedGuardsAreFound() throws {
    try folder.tamper { try $0.execute(sql: "DROP TRIGGER audit_no_update") }
    #expect(try #require(try breach()).1 == .guardsRemoved)
  }

  @Test(arguments: [
    "UPDATE audit SET target = 'x'", "DELETE FROM audit", "UPDATE ticks SET note = 'x'", "DELETE FROM ticks",
    "INSERT OR REPLACE INTO audit SELECT sequence, 0, by_name, by_uid, NULL, action, target, NULL, NULL, detail, hash FROM audit",
  ])
  func theDatabaseItselfRefuses(_ change: String) throws {
    #expect(throws: DatabaseError.self) { try folder.tamper { try $0.execute(sql: change) } }
    #expect(try folder.reader().verify().isOK)
  }

  @Test func whatWasBrokenStaysBrokenThoughTheAgentGoesOn() throws {
    try folder.tamperUnguarded { try $0.execute(sql: "DELETE FROM audit WHERE sequence = 5") }
    let register = try folder.register()
    #expect(register.opening.fault != nil)
    #expect(register.opening.keptAside == nil)
    let entry = try register.audit(by: alice, action: "note", target: "x", at: noon)
    #expect(entry.sequence == 7, "5 was anchored, 6 says what was found")
    #expect(try register.auditEntries(limit: 1, filter: AuditFilter(action: "register.fault")).count == 1)
    try register.close()
    #expect(try #require(try breach()) == (5, .rowMissing))
    let again = try folder.register()
    #expect(again.opening == RegisterOpening())
    #expect(try !again.verify().isOK)
  }

  @Test func anchorsThatVanishStayMissedThoughTheAgentGoesOn() throws {
    unlink(folder.file("register.anchors"))
    let register = try folder.register()
    #expect(register.opening.fault != nil)
    try register.close()
    #expect(try #require(try breach()) == (1, .anchorMissing))
  }
}
