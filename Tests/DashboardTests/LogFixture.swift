import Maintenance

/// Logs to draw, and a part of one.
enum LogFixture {
  static var logs: [LogStatus] {
    [
      LogStatus(
        name: "laravel", path: "/srv/site/storage/logs/laravel.log",
        counts: .known(
          LogCounts(
            warnings: 4, errors: 12, criticals: 1, lastError: "SQLSTATE[HY000] [2002] Connection refused",
            lastErrorAt: Fixture.ago(minutes: 3)), at: Fixture.now)),
      LogStatus(
        name: "nginx", path: "/var/log/nginx/error.log", counts: .known(LogCounts(warnings: 2), at: Fixture.now)),
      LogStatus(name: "auth", path: "/var/log/auth.log", counts: .pending),
    ]
  }

  /// Forty entries: a repeated exception, warnings, and what bears no level.
  static func page(_ name: String = "laravel", from first: Int = 1000, count: Int = 40, isTold: Bool = true) -> LogPage
  {
    let entries = (0..<count).map { number -> LogEntry in
      let at = Fixture.ago(minutes: Double(count - number))
      let offset = Int64(first + number * 100)
      switch number % 8 {
      case 2:
        return LogEntry(
          offset: offset, at: at, level: .error, text: "SQLSTATE[HY000] [2002] Connection refused",
          more: ["#0 PDOConnector.php(70): connect()", "#1 Kernel.php(12): handle()"], moreCount: 14)
      case 5: return LogEntry(offset: offset, at: at, level: .warning, text: "slow query \(number) took 1.8 s")
      case 7 where number > 30:
        return LogEntry(offset: offset, at: at, level: .critical, text: "queue is down: é 日本")
      default: return LogEntry(offset: offset, at: at, text: "GET /concerts/\(number) 200")
      }
    }
    return LogPage(
      name: name, entries: isTold ? entries : [], start: Int64(first), end: Int64(first + count * 100),
      isUnchanged: !isTold)
  }
}
