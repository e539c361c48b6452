import Maintenance
import Testing

@testable import Probes

@Suite struct LogLineTests {
  private static let civil: Int64 = 1_795_357_925  // 2026-11-22T14:32:05 as if it were UTC
  private static let moment = Timestamp("2026-11-22T14:32:05Z")

  @Test(
    arguments: [
      ("[2026-11-22 14:32:05] production.ERROR: no seat left {\"exception\":", LogLine.Level.error),
      ("[2026-11-22 14:32:05] local.WARNING: slow", .warning),
      ("[2026-11-22 14:32:05] production.CRITICAL: x", .critical),
      ("[2026-11-22 14:32:05] production.ALERT: x", .critical),
      ("[2026-11-22 14:32:05] production.EMERGENCY: x", .critical),
      ("[2026-11-22 14:32:05] production.INFO: an ERROR is mentioned", nil),
      ("[2026-11-22 14:32:05] production.DEBUG: x", nil),
      ("[2026-11-22 14:32:05] production.NOTICE: x", nil), ("[2026-11-22 14:32:05.123456] production.ERROR: x", .error),
    ] as [(String, LogLine.Level?)])
  func laravel(text: String, level: LogLine.Level?) {
    #expect(parseLogLine(bytes(text), .laravel) == LogLine(level: level, stamp: .civil(Self.civil)))
  }

  @Test func laravelWithAnOffset() throws {
    let line = parseLogLine(bytes("[2026-11-22T15:32:05.000000+01:00] production.ERROR: x"), .laravel)
    #expect(line == LogLine(level: .error, stamp: .moment(try #require(Self.moment))))
  }

  @Test(arguments: [
    "[stacktrace]", "#0 /var/www/app/Http/Kernel.php(12): handle()", "\"} ", "", "  at line 5 ERROR",
    "[2026-13-22 14:32:05] production.ERROR: x", "[2026-11-22 14:32] production.ERROR: x",
    "[2026-11-22 14:32:05 production",
  ])
  func whatGoesOnWithALaravelEntry(text: String) {
    #expect(parseLogLine(bytes(text), .laravel) == nil)
  }

  @Test(
    arguments: [
      ("error", LogLine.Level.error), ("warn", .warning), ("crit", .critical), ("alert", .critical),
      ("emerg", .critical),
      ("notice", nil), ("info", nil),
    ] as [(String, LogLine.Level?)])
  func nginx(word: String, level: LogLine.Level?) {
    let line = parseLogLine(bytes("2026/11/22 14:32:05 [\(word)] 12#12: *1 connect() failed (error)"), .nginx)
    #expect(line == LogLine(level: level, stamp: .civil(Self.civil)))
    #expect(parseLogLine(bytes("stack traceback: error"), .nginx) == nil)
  }

  @Test func syslog() throws {
    #expect(
      parseLogLine(bytes("Nov 22 14:32:05 web1 php-fpm[812]: [ERROR] pool www"), .syslog)
        == LogLine(level: .error, stamp: .yearless(month: 11, day: 22, second: 52_325)))
    #expect(
      parseLogLine(bytes("Nov  2 14:32:05 error-host cron[1]: fine"), .syslog)
        == LogLine(level: nil, stamp: .yearless(month: 11, day: 2, second: 52_325)))
    #expect(
      parseLogLine(bytes("2026-11-22T15:32:05.120+01:00 web1 kernel: I/O error, dev sda"), .syslog)
        == LogLine(level: .error, stamp: .moment(try #require(Self.moment))))
    #expect(parseLogLine(bytes("no date here, an error"), .syslog) == nil)
  }

  @Test(
    arguments: [
      ("2026-11-22 14:32:05 0 [ERROR] InnoDB: tablespace", LogLine.Level.error),
      ("2026-11-22 14:32:05 0 [Warning] Aborted", .warning),
      ("2026-11-22 14:32:05 0 [Note] no errors, error_log is on", nil),
      ("2026-11-22 14:32:05 FATAL: no memory", .critical),
    ] as [(String, LogLine.Level?)])
  func plain(text: String, level: LogLine.Level?) {
    #expect(parseLogLine(bytes(text), .plain) == LogLine(level: level, stamp: .civil(Self.civil)))
  }

  @Test func plainWithoutADate() {
    #expect(parseLogLine(bytes("error"), .plain) == LogLine(level: .error, stamp: nil))
    #expect(parseLogLine(bytes("terror and mirrors"), .plain) == LogLine(level: nil, stamp: nil))
    #expect(parseLogLine(bytes("\tat Kernel.handle error"), .plain) == nil)
    #expect(parseLogLine(bytes(String(repeating: "x ", count: 150) + "error"), .plain)?.level == nil)
  }
}
