import Drawing
import Glibc
import Host
import Maintenance
import TestSupport
import Testing
import Wire

extension Journeys {
  /// Terminals that are stopped, blocked, taken away, and text that would play tricks on them.
  @Suite struct RoughTerminals {
    private func open(_ station: Station, _ environment: [String: String] = [:]) throws -> RawTerminal {
      let terminal = try RawTerminal(
        [station.program, "--lang", "en", "--state", station.state.path], environment: environment)
      try terminal.until(shows: "Services", "Overview")
      return terminal
    }

    /// Every way out leaves `stty -g` as it was. A crash is told by its signal.
    @Test(arguments: [
      (SIGTERM, 128 + SIGTERM), (SIGHUP, 128 + SIGHUP), (SIGINT, 128 + SIGINT), (SIGSEGV, -SIGSEGV),
      (SIGABRT, -SIGABRT),
    ])
    func everySignalGivesTheTerminalBack(number: Int32, status: Int32) async throws {
      try await Station.with { station in
        _ = try await station.situation()
        try await offPool {
          for term in ["xterm-256color", "vt100"] {
            let terminal = try open(station, ["TERM": term])
            #expect(terminal.modes() != terminal.found)
            terminal.signal(number)
            #expect(try terminal.ended() == status)
            #expect(terminal.modes() == terminal.found, "\(term)")
            if term == "xterm-256color" { #expect(terminal.wrote("\u{1B}[?1049l") && terminal.wrote("\u{1B}[?25h")) }
          }
        }
      }
    }

    /// In a shell with job control, as a person has it.
    @Test func ctrlZGivesTheTerminalToTheShellAndFgTakesItBack() async throws {
      try await Station.with { station in
        _ = try await station.situation()
        let pilot = TmuxPilot(folder: station.folder.path, name: "z")
        try await pilot.open("env LC_ALL=C.UTF-8 PS1='ready> ' bash --norc --noprofile -i")
        do {
          try await pilot.until(shows: "ready>")
          let base = station.folder.path + "/modes"
          let vigie = "\(station.program) --lang en --state \(station.state.path)"
          try await pilot.type("stty -g > \(base).1; \(vigie)\n")
          try await pilot.until(shows: "Services", "Overview")
          try await pilot.press("C-z")
          try await pilot.until(shows: "Stopped", "ready>")
          try await pilot.type("stty -g > \(base).2; fg\n")
          try await pilot.until(shows: "Services", "Overview", "? help")
          try await pilot.press("4")
          try await pilot.until(shows: "Catalogue")
          // Stopped by somebody else, and sent on by hand.
          try await pilot.press("C-z")
          try await pilot.until(shows: "Stopped", "ready>")
          try await pilot.type("kill -9 %1; wait; stty -g > \(base).3; echo over $((1+1))\n")
          try await pilot.until(shows: "over 2")
          let modes = try (1...3).map { try FileSystem.read("\(base).\($0)") }
          #expect(!modes[0].isEmpty && modes[1] == modes[0] && modes[2] == modes[0])
        } catch {
          await pilot.close()
          throw error
        }
        await pilot.close()
      }
    }

    /// A terminal that does not read holds up nobody else, and shows the present when it reads again.
    @Test(arguments: [false, true]) func aBlockedTerminalHoldsUpNobody(byCtrlS: Bool) async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        let terminal = try await offPool { Unshared(try open(station)) }
        try await offPool {
          let blocked = terminal.value
          if byCtrlS { blocked.type("\u{13}") } else { blocked.reads = false }
          // Whole pictures, until there is no room for another.
          try blocked.until("the program hangs in writing") { terminal in
            terminal.type("\u{0C}")
            return terminal.isBlockedInWriting
          }
        }
        // Another follower of the same agent is told of what happens, while the first one takes nothing.
        let path = station.state.socket
        let follower = Unshared(try WireClient(path: path))
        try follower.value.greet(program: "tests", follows: true)
        try await station.killNow(try #require(station.sitePid))
        try await offPool {
          var situation: Situation?
          var isTold = false
          while !isTold {
            let messages = try follower.value.wait(seconds: 20)
            try #require(!messages.isEmpty, "nothing comes")
            for case .update(let update) in messages { situation = update.applied(to: situation) ?? situation }
            isTold = situation?.problems.contains { $0.id == "service.site" } == true
          }
        }
        #expect(try await station.ask("alert", "list").contains("service.site"))
        try await offPool {
          let blocked = terminal.value
          #expect(blocked.isBlockedInWriting)
          if byCtrlS { blocked.type("\u{11}") } else { blocked.reads = true }
          blocked.type("1")
          try blocked.until("the problem") { terminal in
            terminal.screen.rows.contains { $0.contains("✖ Sandbox site") }
              && terminal.screen.rows.joined().contains("Overview")
          }
          blocked.type("q")
          #expect(try blocked.ended() == 0)
          #expect(blocked.modes() == blocked.found)
        }
      }
    }

    /// Whoever writes into a log or a note must not write onto the screen of whoever reads it.
    @Test func textFromOutsideCannotSteerTheTerminal() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        let evil = "\u{1B}]0;owned\u{7}\u{1B}[2J\u{1B}]52;c;b3duZWQ=\u{7}\u{9B}31m\u{202E}tail"
        let logs = station.state.sandbox + "/logs"
        for name in try FileSystem.names(in: logs) where name.hasSuffix(".log") {
          let script = "printf '%s\\n' \"$1\" >> \"$2\""
          try await station.run([
            "sh", "-c", script, "sh", "[2026-01-01 00:00:00] production.ERROR: \(evil)", logs + "/" + name,
          ])
        }
        try await station.ask("service", "stop", "site", "--yes", "--reason", "because " + evil)
        try await station.until("the alert") { situation in
          situation.problems.contains { $0.id == "service.site" && $0.state == .firing }
        }
        try await station.ask("alert", "ack", "service.site", "--note", "mine " + evil)
        try await offPool {
          let terminal = try open(station)
          for (key, word) in [
            ("2", "Sandbox site"), ("3", "Thresholds"), ("4", "Catalogue"), ("5", "Check the backups"),
          ] {
            terminal.type(key)
            try terminal.until(shows: word)
          }
          terminal.type("8")
          try terminal.until(shows: "problem taken")
          terminal.type("\t\r")
          try terminal.until(shows: "SHA-256")
          terminal.type("\u{3}")
          #expect(try terminal.ended() == 0)
          let sent = terminal.screen.sequences
          #expect(!sent.contains { $0.hasPrefix("OSC") || $0.hasPrefix("DCS") || $0.hasPrefix("C1") || $0 == "C0 7" })
          #expect(!terminal.wrote("]0;owned\u{7}") && !terminal.wrote("\u{202E}"))
        }
      }
    }

    @Test func theSelectedRowIsCopiedAndTheScreenShownPlainly() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        try await offPool {
          let terminal = try open(station)
          terminal.type("2y")
          try terminal.until("the order to copy") { $0.screen.sequences.contains("OSC 52") }
          try terminal.until(shows: "Copied")
          terminal.type("Y")
          try terminal.until(shows: "[any key returns to vigie]")
          #expect(terminal.wrote("\u{1B}[?1049l"))
          terminal.type(" ")
          try terminal.until("the dashboard again") { terminal in
            let text = terminal.screen.rows.joined()
            return text.contains("Overview") && !text.contains("[any key")
          }
          terminal.type("q")
          #expect(try terminal.ended() == 0)
          #expect(terminal.modes() == terminal.found)

          let console = try open(station, ["TERM": "linux"])
          console.type("2y")
          try console.until(shows: "[any key returns to vigie]")
          #expect(!console.screen.sequences.contains { $0.hasPrefix("OSC") })
          // One key goes back; what is typed with it is thrown away.
          console.type(" ")
          try console.until("the dashboard again") { !$0.screen.rows.joined().contains("[any key") }
          console.type("q")
          #expect(try console.ended() == 0)
        }
      }
    }
  }
}

/// A value that one thread at a time has.
private struct Unshared<Value>: @unchecked Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
