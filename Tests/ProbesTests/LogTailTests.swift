import Maintenance
import TestSupport
import Testing

@testable import Probes

/// Parts of a log, read from its end.
@Suite struct LogTailTests {
  private let now = Timestamp(milliseconds: 1_795_354_325_000)

  private func read(
    _ text: String, _ format: LogPlan.Format = .laravel, before: Int64? = nil, knownEnd: Int64? = nil, limit: Int = 200
  ) throws -> LogPage {
    let folder = try TemporaryFolder()
    try folder.write("a.log", text)
    let tail = LogTail(LogPlan(name: "a", path: "/a.log", format: format)) { _ in 3600 }
    let request = LogRequest(name: "a", before: before, knownEnd: knownEnd, limit: limit)
    return try tail.read(request, path: folder.path + "/a.log", now: now).get()
  }

  private static func line(_ number: Int, _ level: String = "INFO") -> String {
    "[2026-11-22 14:\(number < 10 ? "0" : "")\(number):05] production.\(level): entry \(number)\n"
  }

  @Test func entriesHaveTheirMomentLevelAndMessage() throws {
    let page = try read(Self.line(1) + Self.line(2, "ERROR") + "#0 a.php\n#1 b.php\n" + Self.line(3, "CRITICAL"))
    #expect(page.entries.map(\.text) == ["entry 1", "entry 2", "entry 3"])
    #expect(page.entries.map(\.level) == [nil, .error, .critical])
    #expect(page.entries[1].more == ["#0 a.php", "#1 b.php"] && page.entries[1].moreCount == 2)
    #expect(page.entries[0].at == Timestamp(seconds: 1_795_352_465))
    #expect(page.start == 0 && page.entries[1].offset == Int64(Self.line(1).utf8.count))
  }

  @Test func otherFormsAreReadToo() throws {
    let nginx = try read("2026/11/22 14:32:05 [warn] 12#12: *1 upstream\n", .nginx)
    #expect(nginx.entries.first?.level == .warning && nginx.entries.first?.text == "12#12: *1 upstream")
    let plain = try read("started\n  indented\nERROR it broke\n", .plain)
    #expect(plain.entries.map(\.text) == ["started", "ERROR it broke"] && plain.entries[0].more == ["indented"])
    let syslog = try read("Nov 22 14:32:05 web1 php-fpm[812]: WARNING: pool\n", .syslog)
    #expect(syslog.entries.first?.text == "php-fpm[812]: WARNING: pool")
  }

  @Test func whatOnlyATerminalUnderstandsIsLeftOut() throws {
    let page = try read("[2026-11-22 14:01:05] production.ERROR: a\u{1B}[31mb\u{7}\u{202E}c\n\u{1B}]0;x\u{7}y\n")
    #expect(page.entries.first?.text == "abc" && page.entries.first?.more == ["y"])
  }

  @Test func pagesJoinWithoutLossOrRepetition() throws {
    let text = (0..<50).map { Self.line($0, $0 % 7 == 0 ? "ERROR" : "INFO") + "trace \($0)\n" }.joined()
    var found: [LogEntry] = []
    var before: Int64?
    repeat {
      let page = try read(text, before: before, limit: 8)
      found = page.entries + found
      before = page.start
    } while before ?? 0 > 0 && found.count < 100
    #expect(found.map(\.text) == (0..<50).map { "entry \($0)" })
    #expect(found.allSatisfy { $0.moreCount == 1 })
  }

  @Test func noMoreThanItsPartOfALongFileIsRead() throws {
    let filler = String(repeating: "x", count: 90)
    let text = (0..<8000).map { "[2026-11-22 14:00:05] production.INFO: \($0) \(filler)\n" }.joined()
    let page = try read(text, limit: 100_000)
    #expect(page.end == Int64(text.utf8.count) && page.end - page.start <= LogTail.limit)
    #expect(page.entries.last?.text.hasPrefix("7999 ") == true)
    let older = try read(text, before: page.start, limit: 100_000)
    let first = Int(page.entries[0].text.prefix { $0 != " " })
    #expect(older.entries.last.flatMap { Int($0.text.prefix { $0 != " " }) } == first.map { $0 - 1 })
  }

  @Test func aLineWithoutAnEndIsCutAndStillLeadsOn() throws {
    let page = try read(String(repeating: "y", count: 600_000), .laravel)
    #expect(page.entries.count == 1 && page.entries[0].text.count <= LogTail.widest && page.start > 0)
    #expect(try read(String(repeating: "y", count: 600_000), before: page.start).start < page.start)
  }

  @Test func aLogThatIsAsLongAsBeforeIsNotToldAgain() throws {
    let text = Self.line(1)
    let page = try read(text, knownEnd: Int64(text.utf8.count))
    #expect(page.isUnchanged && page.entries.isEmpty)
    #expect(try read(text, knownEnd: 3).entries.count == 1)
  }

  @Test func anEmptyLogAndNoLog() throws {
    #expect(try read("").entries.isEmpty)
    let tail = LogTail(LogPlan(name: "a", path: "/a.log", format: .plain))
    guard case .failure(let why) = tail.read(LogRequest(name: "a"), path: "/nowhere/a.log", now: now) else {
      Issue.record("read what is not there")
      return
    }
    #expect(why.kind == .missing)
  }
}
