import Agent
import Glibc
import Host
import Maintenance
import TestSupport
import Testing
import Wire

extension Journeys {
  /// What the program says of itself on the command line is so.
  @Suite struct Commands {
    @Test func thePreviewedCommandLineDoesTheSame() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        try await Commands.take(station, ["backup", "files.full"], procedure: "backup.files.full")
        try await Commands.take(station, ["service", "stop", "site"], procedure: "service.stop")
        try await Commands.take(station, ["service", "start", "site"], procedure: "service.start")
        try await Commands.take(station, ["service", "restart", "site"], procedure: "service.restart")
        let backup = try #require(
          try await station.until("the backup") { $0.backups[1].backups.fresh?.isEmpty == false }
            .backups[1].backups.fresh?.first)
        try await Commands.take(station, ["backups", "verify", backup.id], procedure: nil)
        try await Commands.take(station, ["restore", "files", "--from-backup", backup.id], procedure: "restore.files")
        let restore = try #require(try await station.operations().first)
        try await Commands.take(station, ["revert", restore.id], procedure: "restore.revert")
        #expect(try await station.operations().allSatisfy { $0.state == .done })
      }
    }

    /// Previews a command, then runs the line that the preview says is the same.
    private static func take(_ station: Station, _ arguments: [String], procedure: String?) async throws {
      let before = try await station.operations().count
      let line = try await station.read(OperationPreview.self, arguments + ["--dry-run"]).commandLine
      #expect(try await station.operations().count == before, "a preview does nothing")
      let words = line.split(separator: " ").map(String.init)
      try #require(words.first == "vigie")
      let done = try await station.vigie(Array(words.dropFirst()))
      #expect(done.isSuccess, "\(line): \(done.text)\(done.errorText)")
      let operations = try await station.operations()
      #expect(operations.count == before + 1)
      if let procedure { #expect(operations.first?.procedure == procedure) }
    }

    @Test func aSlipIsToldWithWhatWasMeant() async throws {
      try await Station.with { station in
        for (words, meant) in [
          (["alret"], "vigie alert"), (["backups", "lst"], "vigie backups list"),
          (["plan", "chek"], "vigie plan check"),
        ] {
          let slip = try await station.vigie(words + ["--lang", "en"])
          let line = words.joined(separator: " ") + ": no such command; did you mean \"\(meant)\"?"
          #expect(slip.shellStatus == 64 && slip.errorText.contains(line), "\(slip.errorText)")
        }
        // A file may be called almost as a command.
        try station.folder.write("chek", "application: x")
        let file = try await station.run(["env", "-C", station.folder.path, station.program, "plan", "chek"])
        #expect(!file.isSuccess && file.errorText.contains("chek:1:"), "\(file.errorText)")
      }
    }

    @Test func manyFirstStartsMakeOneAgent() async throws {
      try await Station.with { station in
        let agents = try await withThrowingTaskGroup(of: Int32.self) { group in
          for _ in 0..<4 { group.addTask { try await station.situation().agent.pid } }
          return try await group.reduce(into: Set<Int32>()) { $0.insert($1) }
        }
        #expect(agents.count == 1)
        #expect(agents.first == station.agentPid)
        let rows = try await station.untilRegister("the agent's start") { !$0.isEmpty }
        #expect(rows.filter { $0.action == "agent.started" }.count == 1)
      }
    }

    /// The agent that a command starts finds that another was quicker, whose socket is not there yet.
    @Test func whoStartsAnAgentTooLateWaitsForTheOther() async throws {
      try await Station.with { station in
        try FileSystem.makeFolder(station.state.path)
        let lock = try #require(try FileLock.take(station.state.agentLock))
        let command = Task { try await station.vigie("--json") }
        let ended = await eventually {
          let said = (try? FileSystem.read(station.state.agentLog)) ?? []
          return String(decoding: said, as: UTF8.self).contains("already runs")
        }
        try #require(ended)
        let server = try await WireServer(path: station.state.socket, mode: 0o600)
        let loop = Task {
          for await event in server.events {
            guard case .received(let connection, .hello) = event else { continue }
            connection.send(.refused(Refusal(.failed, french: "la voici", english: "here it is")))
            connection.close()
          }
        }
        let result = try await command.value
        #expect(result.errorText.contains("here it is"), "\(result.errorText)")
        await server.close()
        loop.cancel()
        // Not ours to be ended as an agent.
        withExtendedLifetime(lock) {}
      }
    }

    @Test func theExportsHoldEveryRow() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        try await station.ask("service", "restart", "site", "--yes")
        try await station.stopAgent()
        let rows = try await station.audit()
        #expect(rows.last?.action == "agent.stopped")
        for format in ["json", "csv", "md"] {
          let text = try await station.ask("register", "export", "--format", format)
          #expect(rows.allSatisfy { text.contains($0.hash) }, "\(format)")
        }
        #expect(station.agentPid == nil, "reading the register starts nothing")
      }
    }
  }
}
