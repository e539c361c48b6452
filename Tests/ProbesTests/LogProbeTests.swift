import Glibc
import Host
import Maintenance
import TestSupport
import Testing

@testable import Probes

/// The manual clock stands at 2026-11-22T13:32:00Z.
@Suite struct LogProbeTests {
  private func unavailability<Value>(_ reading: Reading<Value>?) -> Unavailability? {
    if case .unavailable(let why) = reading { why } else { nil }
  }

  private func append(_ text: String, to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_APPEND | O_CREAT, 0o600)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    let data = Array(text.utf8)
    #expect(Glibc.write(descriptor, data, data.count) == data.count)
  }

  /// Runs `body` with a probe that follows one Laravel log in UTC.
  private func withLog(
    _ format: LogPlan.Format = .laravel,
    _ body: (String, () async -> Reading<LogCounts>, ManualClock) async throws -> Void
  ) async throws {
    try await Recording.withFolder { folder in
      let clock = ManualClock()
      let probe = LogProbe(
        plan: [LogPlan(name: "app", path: "/app.log", format: format)], offset: { _ in 0 }, graceSeconds: 60)
      let host = Recording.host(proc: "/nonexistent", root: folder, clock: clock)
      try await body(folder + "/app.log", { await probe.sample(host)[0].counts }, clock)
    }
  }

  @Test func entriesOfSeveralLinesCountOnce() async throws {
    try await withLog { path, sample, _ in
      try Recording.write(
        """
        [2026-11-22 10:00:00] production.INFO: started
        [2026-11-22 10:00:01] production.WARNING: slow
        [2026-11-22 10:00:02] production.ERROR: \u{1B}[31mno seat\u{1B}[0m left {"exception":"[object]
        [stacktrace]
        #0 /var/www/app/Booking.php(12): production.ERROR: in the trace
        #1 {main}
        "}
        [2026-11-22 10:00:03] production.EMERGENCY: all is lost\u{7}

        """, to: path)
      let counts = try #require(await sample().fresh)
      #expect(
        counts
          == LogCounts(
            warnings: 1, errors: 1, criticals: 1,
            lastError: "[2026-11-22 10:00:03] production.EMERGENCY: all is lost",
            lastErrorAt: Timestamp("2026-11-22T10:00:03Z")))
    }
  }

  @Test func whatIsWrittenLaterIsReadOnceAndOnlyWhenItsLineIsWhole() async throws {
    try await withLog { path, sample, _ in
      try append("[2026-11-22 10:00:00] production.ERROR: one\n[2026-11-22 10:00:01] production.ERR", to: path)
      #expect(await sample().fresh?.errors == 1)
      #expect(await sample().fresh?.errors == 1)
      try append("OR: two\n", to: path)
      let counts = await sample().fresh
      #expect(counts?.errors == 2)
      #expect(counts?.lastError == "[2026-11-22 10:00:01] production.ERROR: two")
    }
  }

  @Test func whatIsOlderThanADayIsForgotten() async throws {
    try await withLog { path, sample, clock in
      try append(
        "[2026-11-21 10:00:00] production.ERROR: too old\n[2026-11-21 20:00:00] production.ERROR: seen\n", to: path)
      #expect(await sample().fresh?.errors == 1)
      clock.advance(seconds: 3600 * 6)
      #expect(await sample().fresh?.errors == 1)
      clock.advance(seconds: 3600)
      #expect(await sample().fresh == LogCounts())
    }
  }

  @Test func rotationLosesNothing() async throws {
    try await withLog { path, sample, _ in
      try append("[2026-11-22 10:00:00] production.ERROR: one\n", to: path)
      #expect(await sample().fresh?.errors == 1)
      try append("[2026-11-22 10:00:01] production.ERROR: just before\n", to: path)
      #expect(rename(path, path + ".1") == 0)
      try append("[2026-11-22 10:00:02] production.ERROR: after\n", to: path)
      #expect(await sample().fresh?.errors == 3)
      #expect(await sample().fresh?.errors == 3)
    }
  }

  @Test func truncationBeginsAnew() async throws {
    try await withLog { path, sample, _ in
      try append("[2026-11-22 10:00:00] production.ERROR: one, and a long line\n", to: path)
      #expect(await sample().fresh?.errors == 1)
      #expect(truncate(path, 0) == 0)
      try append("[2026-11-22 10:00:01] production.ERROR: two\n", to: path)
      #expect(await sample().fresh?.errors == 2)
    }
  }

  @Test func aLogThatIsMissingIsNotALogWithoutErrors() async throws {
    try await withLog { path, sample, _ in
      let missing = unavailability(await sample())
      #expect(missing?.kind == .missing)
      #expect(missing?.detail.hasSuffix("app.log: No such file or directory") == true)
      try append("[2026-11-22 10:00:00] production.ERROR: one\n", to: path)
      #expect(await sample().fresh?.errors == 1)
      #expect(unlink(path) == 0)
      let gone = await sample()
      #expect(gone.fresh == nil)
      #expect(gone.value?.errors == 1)
      #expect(mkdir(path, 0o700) == 0)
      #expect(await sample().fresh == nil)
    }
  }

  @Test func foldersAndPipesAreNoLogs() async throws {
    try await withLog { path, sample, _ in
      #expect(mkfifo(path, 0o600) == 0)
      #expect(unavailability(await sample())?.kind == .failed)
      #expect(unlink(path) == 0)
      #expect(mkdir(path, 0o700) == 0)
      #expect(unavailability(await sample())?.kind == .failed)
    }
  }

  @Test func aHugeLogIsReadFromItsLastMebibytes() async throws {
    try await withLog { path, sample, _ in
      let entry = "[2026-11-22 10:00:00] production.INFO: " + String(repeating: "x", count: 65_000) + "\n"
      let count = Int(LogFollower.passLimit) / entry.utf8.count + 10
      try append("[2026-11-22 09:00:00] production.ERROR: too far back\n", to: path)
      for _ in 0..<count { try append(entry, to: path) }
      try append("[2026-11-22 10:00:00] production.ERROR: near\n", to: path)
      #expect(await sample().fresh?.errors == 1)
    }
  }

  @Test func aBacklogComesInSeveralPasses() async throws {
    try await withLog { path, sample, _ in
      try append("[2026-11-22 09:00:00] production.ERROR: first\n", to: path)
      #expect(await sample().fresh?.errors == 1)
      let entry = "[2026-11-22 10:00:00] production.INFO: " + String(repeating: "x", count: 65_000) + "\n"
      for _ in 0..<(Int(LogFollower.passLimit) / entry.utf8.count + 10) { try append(entry, to: path) }
      try append("[2026-11-22 10:00:00] production.ERROR: last\n", to: path)
      #expect(await sample().fresh?.errors == 1)
      #expect(await sample().fresh?.errors == 2)
    }
  }

  @Test func anEndlessLineIsPassed() async throws {
    try await withLog { path, sample, _ in
      try append(String(repeating: "x", count: LogFollower.lineLimit + 5) + "\n", to: path)
      try append("[2026-11-22 10:00:00] production.ERROR: after\n", to: path)
      #expect(await sample().fresh?.errors == 1)
    }
  }

  @Test func linesWithoutADateCountOnlyWhenTheyAreNew() async throws {
    try await withLog(.plain) { path, sample, clock in
      try append("error of unknown age\n", to: path)
      #expect(await sample().fresh == LogCounts())
      try append("error just now\n", to: path)
      let counts = await sample().fresh
      #expect(counts?.errors == 1)
      #expect(counts?.lastErrorAt == Timestamp(milliseconds: clock.wallMilliseconds()))
    }
  }

  @Test func aLineOfDecemberReadInJanuary() async throws {
    try await withLog(.syslog) { path, sample, clock in
      let newYear = try #require(Timestamp("2027-01-01T01:00:00Z"))
      clock.jump(seconds: newYear.seconds(since: Timestamp(milliseconds: clock.wallMilliseconds())))
      try append("Dec 31 23:59:59 web1 app: error\n", to: path)
      #expect(await sample().fresh?.lastErrorAt == Timestamp("2026-12-31T23:59:59Z"))
    }
  }

  @Test func timesWithoutAZoneAreOfTheZoneGiven() async throws {
    try await Recording.withFolder { folder in
      try append("[2026-11-22 14:00:00] production.ERROR: x\n", to: folder + "/app.log")
      let probe = LogProbe(
        plan: [LogPlan(name: "app", path: "/app.log", format: .laravel)], offset: { _ in 3600 }, graceSeconds: 60)
      let counts = await probe.sample(Recording.host(proc: "/nonexistent", root: folder))[0].counts.fresh
      #expect(counts?.lastErrorAt == Timestamp("2026-11-22T13:00:00Z"))
    }
  }

  @Test func theHostsZoneIsNeverMoreThanADayOff() {
    #expect(abs(hostZoneOffset(1_795_357_925)) <= 14 * 3600)
  }
}
