import Glibc
import Host
import Maintenance
import TestSupport
import Testing

extension Journeys {
  /// `kill -9` in the middle of a restore, of each of the three processes.
  @Suite struct Kills {
    /// A running restore of the database, its worker held still by SIGSTOP before anything is put in place: its safety
    /// copy waits for the lock that the test holds meanwhile.
    private static func heldRestore(_ station: Station) async throws -> (id: String, worker: ProcessHandle) {
      let known = Set(try FileSystem.names(in: station.state.operations))
      let readers = try ReaderBarrier(station.state.sandbox + "/database.sqlite")
      defer { readers.lift() }
      let restore = Task { try await station.vigie("restore", "database", "--confirm", "database") }
      var held: (String, ProcessHandle)?
      let isHeld = try await eventually(withinSeconds: 30) {
        for id in try FileSystem.names(in: station.state.operations) where !known.contains(id) {
          let journal = (try? FileSystem.read(station.state.operation(id) + "/journal.jsonl")) ?? []
          guard String(decoding: journal, as: UTF8.self).contains("stepStarted"),
            let pid = station.workerPid(id), let worker = ProcessHandle(pid: pid)
          else { continue }
          #expect(worker.signal(SIGSTOP))
          held = (id, worker)
          return true
        }
        return false
      }
      try #require(isHeld)
      restore.cancel()
      _ = await restore.result
      let found = try #require(held)
      #expect(!found.1.hasEnded)
      return (found.0, found.1)
    }

    /// Opens the view of the latest operation, once the agent has told of it.
    private static func follow(_ screen: Screen) async throws {
      try await screen.pilot.press("8")
      try await screen.pilot.until(shows: "v verify", "Restore the database")
      try await screen.pilot.press("o")
    }

    private static func prepare(_ station: Station) async throws {
      try await station.untilSiteAnswers()
      try await station.ask("backup", "database.full")
      _ = try await station.sqlite(station.state.sandbox + "/database.sqlite", "DELETE FROM bookings")
    }

    @Test func theRestoreOutlivesTheDashboardAndTheAgent() async throws {
      try await Station.with { station in
        try await Kills.prepare(station)
        var operation = ""
        var worker: ProcessHandle?
        try await Screen.with(station, ["--lang", "en"], name: "one") { screen in
          try await screen.pilot.until(shows: "Services", "Sandbox")
          (operation, worker) = try await Kills.heldRestore(station)
          try await Kills.follow(screen)
          try await screen.pilot.until(shows: "target", "database", "running")
          try await station.killNow(try await screen.pid())
        }
        let held = try #require(worker)
        let agent = try #require(station.agentPid)
        try await station.killNow(agent)
        #expect(!held.hasEnded, "the worker goes on")
        #expect(station.agentPid == nil)

        // The next dashboard starts the next agent, which finds the operation and shows it.
        try await Screen.with(station, ["--lang", "en"], name: "two") { screen in
          try await screen.pilot.until(shows: "Services", "Sandbox")
          try await station.until("the restore is running") { situation in
            situation.operations.first { $0.id == operation }?.state == .running
          }
          #expect(station.agentPid != nil && station.agentPid != agent)
          try await Kills.follow(screen)
          try await screen.pilot.until(shows: "target", "database", "running")
          held.signal(SIGCONT)
          try await screen.pilot.until(shows: "target", "database", "done")
        }
        let rows = try await station.untilRegister("its end") {
          $0.last { $0.action == "operation.ended" }?.target == "database:database"
        }
        let ended = try #require(rows.last { $0.action == "operation.ended" })
        #expect(ended.exitStatus == 0)
        #expect(rows.filter { $0.action == "operation.ended" && $0.at == ended.at }.count == 1, "recorded once")
        let bookings = try await station.sqlite(
          station.state.sandbox + "/database.sqlite", "SELECT count(*) FROM bookings")
        #expect(bookings == ["600"])
        #expect(try await station.vigie("register", "verify").isSuccess)
      }
    }

    @Test func anOperationEndsWhileNoAgentLives() async throws {
      try await Station.with { station in
        try await Kills.prepare(station)
        let (operation, worker) = try await Kills.heldRestore(station)
        try await station.killNow(try #require(station.agentPid))
        worker.signal(SIGCONT)
        #expect(await worker.waitForEnd(withinSeconds: 60), "the worker ends without an agent")
        #expect(station.agentPid == nil)
        try await Screen.with(station, ["--lang", "en"]) { screen in
          try await screen.pilot.until(shows: "Services", "Sandbox")
          try await Kills.follow(screen)
          try await screen.pilot.until(shows: "target", "database", "done")
        }
        let status = try await station.operations().first { $0.id == operation }
        #expect(status?.state == .done)
        let rows = try await station.untilRegister("its end") { rows in
          rows.contains { $0.action == "operation.ended" && $0.detail.contains(operation) }
        }
        let ended = rows.filter { $0.action == "operation.ended" && $0.detail.contains(operation) }
        #expect(ended.map(\.exitStatus) == [0])
        #expect(try await station.vigie("register", "verify").isSuccess)
      }
    }

    @Test func aKilledWorkerLeavesItsOperationToBeResumed() async throws {
      try await Station.with { station in
        try await Kills.prepare(station)
        let (operation, worker) = try await Kills.heldRestore(station)
        worker.signal(SIGKILL)
        #expect(await worker.waitForEnd(withinSeconds: 10))
        let status = try await Kills.interrupted(station, operation)
        #expect(status.canResume)
        #expect(!FileLock.isHeld(station.state.lock("database:database")), "the lock is free")
        let database = station.state.sandbox + "/database.sqlite"
        #expect(try await station.sqlite(database, "SELECT count(*) FROM bookings") == ["0"], "nothing was swapped")
        try await Screen.with(station, ["--lang", "en"]) { screen in
          try await screen.pilot.until(shows: "Services", "Sandbox")
          try await Kills.follow(screen)
          try await screen.pilot.until(shows: "target", "database", "interrupted", "resume")
          try await screen.pilot.press("e")
          try await screen.pilot.until("the restore is done") { $0.contains("done") && !$0.contains("interrupted") }
        }
        #expect(try await station.sqlite(database, "SELECT count(*) FROM bookings") == ["600"])
        #expect(try await station.vigie("register", "verify").isSuccess)
      }
    }

    /// Killed after the swap: the site answers 503 while its files are gone, so the last step of the restore waits, as
    /// long as the test needs it to.
    @Test func afterTheSwapTheWayBackIsOpen() async throws {
      try await Station.with { station in
        try await Kills.prepare(station)
        try await station.ask("backup", "files.full")
        try FileSystem.removeTree(station.state.sandbox + "/files")
        let known = Set(try FileSystem.names(in: station.state.operations))
        let restore = Task { try await station.vigie("restore", "database", "--confirm", "database") }
        var operation = ""
        let waits = try await eventually(withinSeconds: 60) {
          operation = try FileSystem.names(in: station.state.operations).first { !known.contains($0) } ?? ""
          guard !operation.isEmpty else { return false }
          let output =
            (try? FileSystem.read(station.state.operation(operation) + "/output")).map {
              String(decoding: $0, as: UTF8.self)
            } ?? ""
          return output.contains("== 10/10")
        }
        try #require(waits)
        try await station.killNow(try #require(station.workerPid(operation)))
        let result = try await restore.value
        #expect(result.shellStatus != 0)
        #expect(result.errorText.contains("vigie operation resume \(operation)"))
        let status = try await Kills.interrupted(station, operation)
        #expect(status.canResume)
        #expect(status.wayBack?.request == .revert(operation: operation))
        #expect(!FileLock.isHeld(station.state.lock("database:database")), "the lock is free")
        let database = station.state.sandbox + "/database.sqlite"
        #expect(try await station.sqlite(database, "SELECT count(*) FROM bookings") == ["600"], "it was swapped")

        try await station.ask("restore", "files", "--confirm", "files")
        let resumed = try await station.vigie("operation", "resume", operation)
        #expect(resumed.isSuccess, "\(resumed.text)\(resumed.errorText)")
        #expect(try await station.operations().first { $0.id == operation }?.state == .done)
        #expect(try await station.sqlite(database, "SELECT count(*) FROM bookings") == ["600"])

        try await station.ask("revert", operation, "--confirm", "database")
        #expect(try await station.sqlite(database, "SELECT count(*) FROM bookings") == ["0"], "the way back")
        #expect(try await station.vigie("register", "verify").isSuccess)
      }
    }

    private static func interrupted(_ station: Station, _ operation: String) async throws -> OperationStatus {
      let situation = try await station.until("it is interrupted") { situation in
        situation.operations.first { $0.id == operation }?.state == .interrupted
      }
      return try #require(situation.operations.first { $0.id == operation })
    }
  }
}
