import Agent
import Glibc
import Host
import Maintenance
import TestSupport
import Testing
import Wire

extension Journeys {
  /// What cannot work is said in a clear line, with an exit status other than 0, and leaves the terminal alone.
  @Suite struct BadInput {
    // MARK: The plan

    @Test func everyFaultOfAPlanIsListedAtItsLine() async throws {
      try await Station.with { station in
        let plan = try station.folder.write(
          "plan.yaml", "application: x\nservices:\n  site: {pidfil: /run/x}\nsurprise: 1\n")
        try #require(chmod(plan, 0o600) == 0)
        for arguments in [["plan", "check", plan], ["--json", "--plan", plan], ["agent", "--plan", plan]] {
          let result = try await station.vigie(arguments)
          #expect(result.shellStatus == 78)
          for part in ["plan.yaml:3:", "pidfile", "plan.yaml:4:", "surprise", "timezone"] {
            #expect(result.errorText.contains(part), "\(arguments): \(result.errorText)")
          }
          #expect(!result.errorText.contains("vigie: vigie:"), "\(arguments): \(result.errorText)")
        }
        let check = try await station.vigie("check", "--plan", plan)
        #expect(check.shellStatus == 3)
        #expect(check.text.hasPrefix("VIGIE UNKNOWN - "))

        try await Screen.with(station, ["--lang", "fr", "--plan", plan]) { screen in
          try await screen.pilot.until(shows: "plan.yaml:3:")
          try await screen.pilot.press("q")
          #expect(try await screen.status() == 0)
          screen.expectTerminalUntouched()
        }
      }
    }

    @Test func aPlanThatOthersMayWriteIsRefused() async throws {
      try await Station.with { station in
        let plan = try station.folder.write("plan.yaml", "application: x\ntimezone: UTC\n")
        try #require(chmod(plan, 0o666) == 0)
        for arguments in [["plan", "check", plan], ["--json", "--plan", plan]] {
          let result = try await station.vigie(arguments)
          #expect(result.shellStatus == 78)
          #expect(result.errorText.contains("others than the owner may write the file"))
          #expect(result.errorText.contains("chmod go-w"))
        }
        let absent = try await station.vigie("plan", "check", plan + ".none")
        #expect(absent.shellStatus == 78)
        #expect(absent.errorText.contains("No such file"))
      }
    }

    // MARK: The state folder

    @Test func aStateFolderThatIsAFileIsNamed() async throws {
      let folder = try TemporaryFolder()
      let file = try folder.write("file", "not a folder")
      for path in [file, file + "/below"] {
        try await Station.with(state: path) { station in
          let result = try await station.vigie("--json")
          #expect(result.shellStatus == 73, "\(result.errorText)")
          #expect(result.errorText.contains(file) && result.errorText.contains("--state"), "\(result.errorText)")
        }
      }
      #expect(try FileSystem.read(file) == Array("not a folder".utf8))
    }

    @Test func aStateFolderThatCannotBeWrittenIsNamed() async throws {
      try #require(getuid() == 0, "another user's folder is needed: run this suite as root")
      let nobody = UnixUser(name: "nobody", group: "nogroup")
      try await Station.with { station in
        try #require(chmod(station.folder.path, 0o755) == 0)
        try await station.run([
          "install", "-m", "755", station.program, station.program + "-engine", station.folder.path,
        ])
        try FileSystem.makeFolder(station.state.path)
        try #require(chmod(station.state.path, 0o755) == 0)
        let result = try await station.vigie("--json", by: nobody)
        #expect(result.shellStatus == 73, "\(result.errorText)")
        #expect(result.errorText.contains(station.state.path) && result.errorText.contains("--state"))
        #expect(!result.errorText.contains("notStarted"))
        #expect(try FileSystem.names(in: station.state.path).isEmpty)
      }
    }

    @Test func aPathThatIsTooLongForASocketIsNamed() async throws {
      let folder = try TemporaryFolder()
      try await Station.with(state: folder.path + "/" + String(repeating: "x", count: 120)) { station in
        let result = try await station.vigie("--json")
        #expect(result.shellStatus == 64)
        #expect(result.errorText.contains("shorter --state"))
      }
    }

    @Test func aFullStateFolderIsSaidAndLosesNothing() async throws {
      try #require(getuid() == 0, "a small file system can only be mounted by root: run this suite as root")
      let folder = try TemporaryFolder()
      let mounted = try await SubprocessRunner().run(
        Command("mount", ["-t", "tmpfs", "-o", "size=8m,mode=700", "vigie-test", folder.path]))
      try #require(mounted.isSuccess, "mount: \(mounted.errorText)")
      var failure: (any Error)?
      do {
        try await Station.with(state: folder.path) { station in
          try await station.untilSiteAnswers()
          try await station.ask("service", "restart", "site", "--yes")
          let before = try await station.untilRegister("the restart") { $0.contains { $0.action == "operation.ended" } }
          try await station.run(["dd", "if=/dev/zero", "of=" + folder.path + "/filler", "bs=4096"])
          for arguments in [["service", "restart", "site", "--yes"], ["round", "tick", "metrics", "--note", "n"]] {
            let site = station.sitePid
            let result = try await station.vigie(arguments)
            #expect(result.shellStatus != 0)
            #expect(result.errorText.contains("the register cannot be written"), "\(result.errorText)")
            #expect(station.sitePid == site, "what cannot be recorded is not begun")
          }
          let full = try await station.until("the register's fault") { $0.agent.registerFault != nil }
          #expect(full.agent.registerFault?.isEmpty == false)
          #expect(full.problems.contains { $0.id == "register" && $0.state == .firing }, "\(full.problems.map(\.id))")
          #expect(try await station.vigie("check").shellStatus == 2)

          try FileSystem.removeFile(folder.path + "/filler")
          try await station.ask("service", "restart", "site", "--yes")
          let after = try await station.untilRegister("the second restart") { rows in
            rows.filter { $0.action == "operation.ended" }.count == 2
          }
          #expect(Array(after.prefix(before.count)) == before, "nothing is lost")
          try await station.until("the fault is over") { $0.agent.registerFault == nil }
          #expect(try await station.vigie("register", "verify").isSuccess)
        }
      } catch {
        failure = error
      }
      let unmounted = try await SubprocessRunner().run(Command("umount", ["--lazy", folder.path]))
      #expect(unmounted.isSuccess, "umount: \(unmounted.errorText)")
      if let failure { throw failure }
    }

    @Test func aFolderWithoutRoomForAFirstStartIsNamed() async throws {
      try #require(getuid() == 0, "a small file system can only be mounted by root: run this suite as root")
      let folder = try TemporaryFolder()
      let mounted = try await SubprocessRunner().run(
        Command("mount", ["-t", "tmpfs", "-o", "size=64k,mode=700", "vigie-test", folder.path]))
      try #require(mounted.isSuccess, "mount: \(mounted.errorText)")
      var failure: (any Error)?
      do {
        try await Station.with(state: folder.path) { station in
          try await station.run(["dd", "if=/dev/zero", "of=" + folder.path + "/filler", "bs=4096"])
          let result = try await station.vigie("--json")
          #expect(result.shellStatus == 73, "\(result.errorText)")
          #expect(result.errorText.contains("No space left") && result.errorText.contains("--state"))
          let check = try await station.vigie("check")
          #expect(check.shellStatus == 3 && check.text.contains("No space left"), "\(check.text)")
        }
      } catch {
        failure = error
      }
      let unmounted = try await SubprocessRunner().run(Command("umount", ["--lazy", folder.path]))
      #expect(unmounted.isSuccess, "umount: \(unmounted.errorText)")
      if let failure { throw failure }
    }

    @Test func aCorruptRegisterIsKeptAsideAndSaid() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        try await station.untilRegister("the agent's start") { !$0.isEmpty }
        try await station.stopAgent()
        var bytes = try FileSystem.read(station.state.register, limit: 64 << 20)
        for index in bytes.indices where index >= 100 { bytes[index] ^= 0x5A }
        try FileSystem.writeAtomically(station.state.register, bytes)

        try await Screen.with(station, ["--lang", "en"]) { screen in
          try await screen.pilot.until(shows: "Services", "Sandbox")
          let situation = try await station.until("it is said") { $0.agent.registerFault != nil }
          #expect(situation.agent.registerFault?.contains("register.corrupt-") == true)
          #expect(situation.problems.contains { $0.id == "register" && $0.state == .firing })
          try await screen.pilot.until(shows: "Register at fault")
        }
        let check = try await station.vigie("check")
        #expect(check.shellStatus == 2, "\(check.text)")
        let aside = try FileSystem.names(in: station.state.path).filter {
          $0.hasPrefix("register.corrupt-") && $0.hasSuffix(".sqlite")
        }
        #expect(aside.count == 1)
        #expect(try FileSystem.read(station.state.path + "/" + (aside.first ?? ""), limit: 64 << 20) == bytes)
        // Said for longer than one write takes.
        try await station.ask("service", "restart", "site", "--yes")
        #expect(try await station.situation().agent.registerFault != nil, "still said after the next write")
      }
    }

    // MARK: The terminal

    @Test func withoutATerminalTheDashboardSaysSo() async throws {
      try await Station.with { station in
        let result = try await station.vigie()
        #expect(result.shellStatus == 69)
        #expect(result.text.isEmpty)
        #expect(result.errorText.contains("needs a terminal"))
        #expect(!FileSystem.exists(station.state.path), "nothing is made")
        try await Screen.with(station, ["--lang", "fr"], environment: "TERM=dumb LANG=C.UTF-8") { screen in
          let status = try await screen.status()
          #expect(status == 0, "the situation was told, in lines")
          #expect(screen.errors.contains("TERM=xterm-256color"), "\(screen.errors)")
          screen.expectTerminalUntouched()
        }
      }
    }

    @Test func anUnknownTerminalWorksWithANote() async throws {
      try await Station.with { station in
        try await Screen.with(station, ["--lang", "en"], environment: "TERM=nonesuch-9 LANG=C.UTF-8") { screen in
          try await screen.pilot.until(shows: "Services", "Sandbox")
          try await screen.pilot.press("q")
          #expect(try await screen.status() == 0)
          #expect(screen.errors.contains("TERM=nonesuch-9 is unknown here"))
          screen.expectTerminalUntouched()
        }
      }
    }

    @Test func wrongArgumentsAreUsageErrors() async throws {
      try await Station.with { station in
        for arguments in [["--lang", "de"], ["backup", "everything"], ["service", "explode", "site"], ["nonsense"]] {
          let result = try await station.vigie(arguments)
          #expect(result.shellStatus == 64, "\(arguments): \(result.shellStatus)")
          #expect(!result.errorText.isEmpty)
        }
      }
    }

    // MARK: The socket

    @Test func theSocketOfADeadAgentIsNoObstacle() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        let dead = try #require(station.agentPid)
        try await station.killNow(dead)
        #expect(FileSystem.exists(station.state.socket), "it is left behind")
        let check = try await station.vigie("check")
        #expect(check.shellStatus != 0, "\(check.text)")
        let seen = try await station.read(Situation.self, "check")
        #expect(seen.problems.contains { $0.id == "agent" && $0.severity == .unknown })
        #expect(station.agentPid == nil, "a check starts nothing")
        try await Screen.with(station, ["--lang", "en"]) { screen in
          try await screen.pilot.until(shows: "Services", "Sandbox")
        }
        #expect(station.agentPid != nil && station.agentPid != dead)
      }
    }

    @Test func anotherVersionIsRefusedInWordsByTheAgent() async throws {
      try await Station.with { station in
        _ = try await station.situation()
        let path = station.state.socket
        let messages = try await offPool {
          let client = try WireClient(path: path)
          try client.send(line: #"{"hello":{"_0":{"wire":999,"program":"9.9.9","follows":true}}}"#)
          return try client.wait(seconds: 20)
        }
        guard case .refused(let refusal)? = messages.first else {
          Issue.record("\(messages)")
          return
        }
        #expect(refusal.kind == .version)
        #expect(refusal.message.text(in: .english).contains("9.9.9"))
        #expect(refusal.message.text(in: .english).contains("vigie agent --stop"))
        #expect(refusal.message.text(in: .french).contains("vigie agent --stop"))
        _ = try await station.situation()
      }
    }

    @Test func anotherVersionIsSaidByCommandsAndOnTheScreen() async throws {
      try await Station.with { station in
        try FileSystem.makeFolder(station.state.path)
        let server = try await WireServer(path: station.state.socket, mode: 0o600)
        let loop = Task {
          for await event in server.events {
            guard case .received(let connection, .hello) = event else { continue }
            connection.send(
              .refused(Refusal(.version, french: "agent 9.9.9, relancez-le", english: "agent 9.9.9, restart it")))
            connection.close()
          }
        }
        let result = try await station.vigie("--json")
        #expect(result.shellStatus != 0)
        #expect(result.errorText.contains("agent 9.9.9, restart it"))
        let check = try await station.vigie("check")
        #expect(check.shellStatus == 3)
        #expect(check.text.hasPrefix("VIGIE UNKNOWN - agent 9.9.9"))
        try await Screen.with(station, ["--lang", "fr"]) { screen in
          try await screen.pilot.until(shows: "agent 9.9.9, relancez-le")
          try await screen.pilot.press("q")
          #expect(try await screen.status() == 0)
          screen.expectTerminalUntouched()
        }
        await server.close()
        loop.cancel()
      }
    }
  }
}
