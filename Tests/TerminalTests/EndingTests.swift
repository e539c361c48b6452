import Glibc
import Host
import TestSupport
import Maintenance
import Testing

extension Journeys {
  /// However the dashboard ends, the terminal is as it was, and nothing is left behind.
  @Suite struct Endings {
    @Test func quitGivesTheTerminalBack() async throws {
      try await ends(with: 0) { screen in try await screen.pilot.press("q") }
    }

    @Test(arguments: [(SIGTERM, Int32(143)), (SIGHUP, Int32(129))])
    func aSignalGivesTheTerminalBack(_ signal: Int32, _ status: Int32) async throws {
      try await ends(with: status) { screen in
        let dashboard = try #require(ProcessHandle(pid: try await screen.pid()))
        #expect(dashboard.signal(signal))
      }
    }

    private func ends(with status: Int32, _ end: (Screen) async throws -> Void) async throws {
      try await Station.with { station in
        try await Screen.with(station, ["--lang", "en"]) { screen in
          try await screen.pilot.until(shows: "Services", "Sandbox")
          try await end(screen)
          #expect(try await screen.status() == status)
          screen.expectTerminalUntouched()
          #expect(screen.errors.isEmpty)
          #expect(station.agentPid != nil, "the agent goes on")
        }
      }
    }

    @Test func aTerminalThatIsTakenAwayEndsTheDashboard() async throws {
      try await Station.with { station in
        try await Screen.with(station, ["--lang", "en"]) { screen in
          try await screen.pilot.until(shows: "Services", "Sandbox")
          let dashboard = try #require(ProcessHandle(pid: try await screen.pid()))
          try await screen.pilot.killPane()
          #expect(await dashboard.waitForEnd(withinSeconds: 10), "the dashboard stays")
        }
      }
    }

    @Test func theSizeOfTheTerminalIsFollowed() async throws {
      try await Station.with { station in
        try await Screen.with(station, ["--lang", "en"]) { screen in
          let first = try await screen.pilot.until(shows: "Services", "Sandbox")
          #expect(first.split(separator: "\n").allSatisfy { $0.count <= 80 })
          try await screen.pilot.resize(columns: 120, rows: 40)
          try await screen.pilot.until("the wide screen") { screen in
            screen.split(separator: "\n").contains { $0.count > 100 } && screen.contains("Services")
          }
          try await screen.pilot.resize(columns: 80, rows: 24)
          try await screen.pilot.until("the first size again") { screen in
            screen.contains("Services") && screen.contains("Sandbox")
          }
        }
      }
    }

    @Test func aTransientAgentEndsByItself() async throws {
      try await Station.with { station in
        let script = "exec \"$0\" agent --transient --unused-seconds 1 --state \"$1\" > /dev/null 2>&1 &"
        try await station.run(["sh", "-c", script, station.program, station.state.path])
        #expect(await eventually { station.agentPid != nil })
        let agent = try #require(station.agentPid.flatMap { ProcessHandle(pid: $0) })
        _ = try await station.situation()
        #expect(await agent.waitForEnd(withinSeconds: 30), "the agent stays")
        #expect(station.agentPid == nil)
        #expect(!FileSystem.exists(station.state.socket), "its socket stays")
      }
    }

    @Test func anAgentEndsWhenItIsAsked() async throws {
      try await Station.with { station in
        _ = try await station.situation()
        let agent = try #require(station.agentPid.flatMap { ProcessHandle(pid: $0) })
        try await station.ask("agent", "--stop")
        // What is asked next starts another one: it does not meet this one on its way out.
        #expect(!FileLock.isHeld(station.state.agentLock), "it is still there")
        #expect(await agent.waitForEnd(withinSeconds: 20))
        let again = try await station.vigie("agent", "--stop")
        #expect(again.shellStatus == 69)
        #expect(again.errorText.contains("no agent"))
      }
    }

    @Test func aSecondAgentOfTheSameFolderIsRefused() async throws {
      try await Station.with { station in
        _ = try await station.situation()
        let second = try await station.vigie("agent")
        #expect(second.shellStatus != 0)
        #expect(second.errorText.contains("already runs"))
      }
    }
  }
}
