import GRDB
import Maintenance
import Testing

@testable import Register

struct AuditTests {
  let folder = StateFolder()

  @Test func rowsAreNumberedWithoutHoles() throws {
    let register = try folder.register()
    #expect(try register.auditHead() == nil)
    #expect(
      try register.verify() == .ok(rows: 0, head: AuditChain.genesis(register.read(AuditChain.identity)), healed: 0))
    let entries = try (1...3).map {
      try register.audit(
        by: Operator(name: "root", uid: 0, actingAs: 33), action: "note", target: "t\($0)", reason: "why",
        exitStatus: -1,
        detail: "{\"a\":1}", at: noon)
    }
    #expect(entries.map(\.sequence) == [1, 2, 3])
    #expect(try register.auditEntries() == entries.reversed())
    #expect(try register.auditHead()?.hash == entries[2].hash)
    #expect(Set(entries.map(\.hash)).count == 3)
  }

  @Test func fieldsCannotBeShifted() {
    func hash(_ action: String, _ target: String, _ reason: String?) -> String {
      let entry = AuditEntry(
        sequence: 1, at: noon, by: alice, action: action, target: target, reason: reason, detail: "{}", hash: "")
      return AuditChain.hash(of: entry, after: "")
    }
    #expect(Set([hash("ab", "c", nil), hash("a", "bc", nil), hash("abc", "", nil), hash("abc", "", "")]).count == 4)
  }

  /// The encoding is a promise: whoever has the exported rows can compute every hash again. Worked out by hand with
  /// `sha256sum` from the description in `RecordHasher`.
  @Test func theHashIsTheOneThatIsDescribed() {
    var hasher = RecordHasher("k")
    hasher.add("é")
    hasher.add(nil as String?)
    hasher.add(-7)
    #expect(hasher.finish() == "cb89126a901bcb62f965a92d813f5e1512ea2bc973e3dc240b628530da3765dd")
  }

  @Test(arguments: ["", "not json", "{\"sealed\":{\"record\":\"tick:1\"}}", "[1,", "a\0b", "\u{1b}[31m"])
  func anyDetailIsKeptAndHarmless(_ detail: String) throws {
    let register = try folder.register()
    let entry = try register.audit(by: alice, action: "note", target: "a\0b", reason: "\0", detail: detail, at: noon)
    #expect(entry.target == "a\u{FFFD}b" && entry.reason == "\u{FFFD}")
    #expect(try register.auditEntry(1) == entry)
    #expect(try register.verify().isOK)
  }

  @Test func pagesFollowEachOther() throws {
    let register = try folder.register()
    for number in 1...25 { try register.audit(by: alice, action: "note", target: "\(number)", at: noon) }
    var seen: [Int64] = []
    var before: Int64?
    while true {
      let page = try register.auditEntries(limit: 10, before: before)
      guard let last = page.last else { break }
      seen += page.map(\.sequence)
      before = last.sequence
    }
    #expect(seen == Array((1...25).reversed()))
    #expect(try register.auditEntries(limit: 0) == [])
    #expect(try register.auditEntries(limit: -1) == [])
  }

  @Test func filtersChoose() throws {
    let register = try folder.register()
    let bob = Operator(name: "bob", uid: 1001)
    for (index, action) in ["operation.started", "operation.ended", "operations", "tick", "operation.started"]
      .enumerated()
    {
      try register.audit(
        by: index == 1 ? bob : alice, action: action, target: index < 2 ? "service:site" : "else",
        at: noon.adding(seconds: Double(index)))
    }
    func found(_ filter: AuditFilter, limit: Int = 9, before: Int64? = nil) throws -> [Int64] {
      try register.auditEntries(limit: limit, before: before, filter: filter).map(\.sequence)
    }
    #expect(try found(AuditFilter(action: "operation.")) == [5, 2, 1])
    #expect(try found(AuditFilter(action: "operation."), limit: 2) == [5, 2])
    #expect(try found(AuditFilter(action: "operation."), before: 2) == [1])
    #expect(try found(AuditFilter(action: "operation.started")) == [5, 1])
    #expect(try found(AuditFilter(action: "nothing.")) == [])
    #expect(try found(AuditFilter(target: "service:site")) == [2, 1])
    #expect(try found(AuditFilter(action: "operation.", person: "alice")) == [5, 1])
    #expect(try found(AuditFilter(since: noon.adding(seconds: 1), until: noon.adding(seconds: 3))) == [3, 2])
    #expect(try found(AuditFilter(target: "' OR 1 --")) == [])
  }

  @Test(arguments: [
    (AuditFilter(action: "tick"), "audit_by_action"), (AuditFilter(target: "x"), "audit_by_target"),
    (AuditFilter(person: "x"), "audit_by_name"),
  ])
  func noPageScansTheTable(_ filter: AuditFilter, _ index: String) throws {
    let register = try folder.register()
    let plan = try register.read { db in
      try AuditQuery(filter, action: filter.action, before: 900_000, limit: 50).plan(db)
    }
    #expect(plan.contains(index) && !plan.contains("TEMP B-TREE"), "\(plan)")
  }

  @Test func readersReadWhileTheWriterWrites() async throws {
    let register = try folder.register()
    try register.audit(by: alice, action: "note", target: "0", at: noon)
    let readers = [try folder.reader(), try folder.reader()]
    try await withThrowingTaskGroup { group in
      for reader in readers {
        group.addTask {
          var rows: Int64 = 0
          while rows < 15 {
            guard case .ok(let found, _, _) = try reader.verify() else {
              Issue.record("broken while being written: \(try reader.verify())")
              return
            }
            #expect(found >= rows)
            rows = found
            await Task.yield()
          }
        }
      }
      group.addTask {
        for number in 1..<15 {
          try register.audit(by: alice, action: "note", target: "\(number)", at: noon)
          try register.append(samples: [Sample(series: "cpu", at: noon.adding(seconds: Double(number)), value: 1)])
          await Task.yield()
        }
      }
      try await group.waitForAll()
    }
    #expect(try register.verify().isOK)
  }

  @Test func manyWritersInOneProcessMakeOneChain() async throws {
    let register = try folder.register()
    await withTaskGroup { group in
      for writer in 0..<4 {
        group.addTask {
          for number in 0..<10 {
            _ = try? register.audit(by: alice, action: "note", target: "\(writer).\(number)", at: noon)
          }
        }
      }
    }
    #expect(try register.auditEntries().map(\.sequence) == Array((1...40).reversed()))
    #expect(try register.verify().isOK)
  }
}
