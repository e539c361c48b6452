import FoundationEssentials
import GRDB
import Maintenance
import Testing

@testable import Register

struct ExportTests {
  let folder = StateFolder()

  private func exported(
    _ register: Register, _ format: ExportFormat, _ table: ExportTable = .audit, since: Timestamp? = nil,
    until: Timestamp? = nil
  ) throws -> String {
    var text = ""
    try register.export(table, format: format, since: since, until: until) { text += $0 }
    return text
  }

  private struct Exported: Decodable {
    var sequence: Int64
    var at: Timestamp
    var by: String
    var uid: UInt32
    var actingAs: UInt32?
    var action, target: String
    var reason: String?
    var exitStatus: Int32?
    var detail, hash: String
  }

  private static let nasty = "a\"b,c\nd|e\\f\u{1b}[31mred\u{9b}2J\u{202e}txt\u{7f} <b>*x*</b> é\t`y`"

  @Test func jsonGivesBackWhatWasWrittenAndItsHashesCanBeComputedAgain() throws {
    let register = try folder.register()
    try register.audit(by: alice, action: "note", target: Self.nasty, reason: nil, detail: "{\"k\":\"é\"}", at: noon)
    try register.audit(
      by: Operator(name: "root", uid: 0, actingAs: 33), action: "note", target: "", reason: "", exitStatus: -1,
      at: noon.adding(seconds: 0.25))
    let text = try exported(register, .json)
    let rows = try JSONDecoder().decode([Exported].self, from: Data(text.utf8))
    #expect(rows.count == 2)
    #expect(rows[0].target == Self.nasty && rows[0].reason == nil && rows[1].reason == "")
    var previous = try AuditChain.genesis(register.read(AuditChain.identity))
    for row in rows {
      let entry = AuditEntry(
        sequence: row.sequence, at: row.at, by: Operator(name: row.by, uid: row.uid, actingAs: row.actingAs),
        action: row.action, target: row.target, reason: row.reason, exitStatus: row.exitStatus, detail: row.detail,
        hash: row.hash)
      #expect(AuditChain.hash(of: entry, after: previous) == row.hash)
      previous = row.hash
    }
  }

  @Test func csvIsQuotedAndNoFormula() throws {
    let register = try folder.register()
    try register.audit(by: alice, action: "note", target: "a \"b\", c", reason: "=HYPERLINK(\"x\")", at: noon)
    try register.audit(by: alice, action: "note", target: "two\nlines", reason: "", exitStatus: -1, at: noon)
    let hashes = try register.auditEntries().reversed().map(\.hash)
    #expect(
      try exported(register, .csv)
        == "sequence,at,by,uid,actingAs,action,target,reason,exitStatus,detail,hash\r\n"
        + "1,2026-11-22T12:00:00Z,alice,1000,,note,\"a \"\"b\"\", c\",\"'=HYPERLINK(\"\"x\"\")\",,{},\(hashes[0])\r\n"
        + "2,2026-11-22T12:00:00Z,alice,1000,,note,\"two\nlines\",\"\",-1,{},\(hashes[1])\r\n")
  }

  @Test func markdownStaysATable() throws {
    let register = try folder.register()
    try register.audit(by: alice, action: "note", target: "a|b\nc", reason: "<script>*[x](y)*", at: noon)
    let lines = try exported(register, .markdown).split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines[1] == "|---|---|---|---|---|---|---|---|---|---|---|")
    #expect(lines[2].contains("| a\\|b<br>c | &lt;script&gt;\\*\\[x\\](y)\\* |"))
  }

  @Test(arguments: ExportFormat.allCases, ExportTable.allCases)
  func noControlSurvives(_ format: ExportFormat, _ table: ExportTable) throws {
    let register = try folder.register()
    try register.audit(
      by: Operator(name: Self.nasty, uid: 1), action: Self.nasty, target: "\r\u{1b}]0;x\u{7}", at: noon)
    try register.record(tick(Self.nasty, note: Self.nasty))
    try register.record(operation(message: Self.nasty))
    try register.appendOutput(Self.nasty, to: operation().id)
    let text = try exported(register, format, table)
    let kept: Set<UnicodeScalar> = format == .csv ? ["\n", "\r", "\t"] : ["\n"]
    #expect(text.unicodeScalars.filter { isUnseen($0) && !kept.contains($0) }.isEmpty)
    if format == .csv { #expect(text.unicodeScalars.count { $0 == "\r" } == text.split(separator: "\r\n").count) }
    #expect(text.contains(format == .json ? "\\u001b" : "x1b"))
  }

  @Test func ticksAndOperationsAreGivenOutWhole() throws {
    let register = try folder.register()
    try register.record(tick(note: "vu"))
    try register.record(operation())
    try register.appendOutput("one\n", to: operation().id)
    try register.appendOutput("two\n", to: operation().id)
    let operations = try exported(register, .json, .operations)
    #expect(operations.contains("\"startedAt\":\"2026-11-22T12:00:00Z\",\"endedAt\":null"))
    #expect(operations.contains("\"output\":\"one\\ntwo\\n\""))
    #expect(try exported(register, .csv, .ticks).contains(",daily,2026-11-22,error-logs,done,vu,alice,1000,,"))
  }

  @Test func timeChooses() throws {
    let register = try folder.register()
    for second in 0..<4 {
      try register.audit(by: alice, action: "note", target: "\(second)", at: noon.adding(seconds: Double(second)))
    }
    let text = try exported(register, .csv, since: noon.adding(seconds: 1), until: noon.adding(seconds: 3))
    #expect(text.split(separator: "\r\n").count == 3)
    #expect(try exported(register, .json, since: noon.adding(seconds: 9)) == "[\n]\n")
  }

  @Test func aSinkThatFailsEndsIt() throws {
    struct Closed: Error {}
    let register = try folder.register()
    #expect(throws: Closed.self) { try register.export(format: .json) { _ in throw Closed() } }
    try register.audit(by: alice, action: "note", target: "x", at: noon)
  }
}
