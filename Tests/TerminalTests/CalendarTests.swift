import FoundationEssentials
import Glibc
import Host
import Maintenance
import TestSupport
import Testing

extension Journeys {
  /// The calendar that an agent keeps which stays.
  @Suite struct Calendar {
    @Test func whatWasMissedRunsOnceAndNothingRunsTwice() async throws {
      try await Station.with { station in
        let folder = station.folder
        try folder.write("etc/app.conf", "a=1\n")
        _ = try await station.sqlite(
          folder.path + "/shop.sqlite", "CREATE TABLE users(id INTEGER PRIMARY KEY); INSERT INTO users VALUES (1)")
        let plan = try folder.write(
          "plan.yaml",
          """
          application: Calendar
          timezone: Europe/Paris
          sampling: {vitals: 1s, services: 1s, slow: 1s}
          databases:
            main: {engine: sqlite, schema: \(folder.path)/shop.sqlite}
          folders: {configuration: \(folder.path)/etc}
          backups:
            database.full: {at: "01:00", keep: 30d}
            configuration.full: {on: change, weekly: "Sun 02:00", keep: 365d}

          """)
        // The calendar is kept since ten days ago, and nobody was there.
        let past = Timestamp(milliseconds: SystemClock().wallMilliseconds() - 10 * 86_400_000)
        try FileSystem.makeFolder(station.state.path)
        try FileSystem.writeAtomically(station.state.calendar, Array("\(past)\n".utf8))
        for _ in 0..<2 {
          let agent = try await CompanionProgram(
            [station.program, "agent", "--state", station.state.path, "--plan", plan],
            logFile: folder.path + "/agent.log"
          ).start()
          // Whoever asks before it is there starts one of their own.
          try #require(await eventually { station.agentPid == agent })
          try await station.until("both legs were run") { situation in
            situation.backups.allSatisfy { $0.backups.fresh?.count == 1 }
              && situation.operations.allSatisfy(\.state.isOver)
          }
          // Some turns of the calendar later it is still so.
          let now = Timestamp(milliseconds: SystemClock().wallMilliseconds())
          try await station.until("some turns later") { $0.at.seconds(since: now) > 4 }
          let operations = try await station.operations()
          let backups = operations.filter { if case .backup = $0.request { true } else { false } }
          #expect(backups.count == 2 && backups.allSatisfy { $0.state == .done && $0.by == .agent })
          #expect(operations.contains { $0.request == .prune && $0.state == .done })
          let handle = try #require(ProcessHandle(pid: agent))
          handle.signal(SIGTERM)
          try #require(await handle.waitForEnd(withinSeconds: 20))
        }
      }
    }

    @Test func whatCannotBeginIsSaidAndNotTriedAtEveryTurn() async throws {
      try await Station.with { station in
        let folder = station.folder
        let plan = try folder.write(
          "plan.yaml",
          """
          application: Calendar
          timezone: Europe/Paris
          sampling: {vitals: 1s, services: 1s, slow: 1s}
          databases:
            main: {engine: sqlite, schema: \(folder.path)/gone.sqlite}
          backups:
            database.full: {at: "01:00", keep: 30d}

          """)
        let past = Timestamp(milliseconds: SystemClock().wallMilliseconds() - 10 * 86_400_000)
        try FileSystem.makeFolder(station.state.path)
        try FileSystem.writeAtomically(station.state.calendar, Array("\(past)\n".utf8))
        let agent = try await CompanionProgram(
          [station.program, "agent", "--state", station.state.path, "--plan", plan], logFile: folder.path + "/agent.log"
        ).start()
        try #require(await eventually { station.agentPid == agent })
        try await station.until("the failure is a problem") { situation in
          situation.problems.contains { problem in
            if case .backupFailed = problem.cause { problem.severity == .critical } else { false }
          }
        }
        let now = Timestamp(milliseconds: SystemClock().wallMilliseconds())
        try await station.until("some turns later") { $0.at.seconds(since: now) > 5 }
        #expect(try await station.audit().filter { $0.action == "operation.refused" }.count == 1)
      }
    }

    @Test func theScheduleIsTheCalendars() async throws {
      try await Station.with { station in
        struct Run: Decodable { var leg: BackupLeg; var local: String }
        let plan = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let runs = try await station.read(
          [Run].self,
          [
            "schedule", "show", "--plan", "/" + plan + "/plans/nationsounds.yaml", "--at", "2026-10-24T22:00:00Z",
            "--days", "1",
          ])
        // The first 24 of the 25 hours of the day on which the clocks go back: the weekly leg comes once.
        #expect(runs.filter { $0.leg == .databaseLog }.count == 24)
        #expect(runs.filter { $0.leg == .configurationFull }.map(\.local) == ["2026-10-25T02:00:00+02:00"])
        #expect(runs.filter { $0.leg == .databaseFull }.map(\.local) == ["2026-10-25T01:00:00+02:00"])
      }
    }
  }
}
