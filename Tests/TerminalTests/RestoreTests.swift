import Glibc
import Host
import Maintenance
import TestSupport
import Testing

extension Journeys {
  /// Backed up, destroyed, restored.
  @Suite struct Restore {
    @Test func rowsAndFilesComeBack() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        let database = station.state.sandbox + "/database.sqlite"
        let files = station.state.sandbox + "/files"
        let rows = try await Restore.counts(station, database)
        let tree = try await station.treeHash(files)
        #expect(rows.contains("bookings 600"))

        try await Screen.with(station, ["--lang", "en"]) { screen in
          try await screen.pilot.press("4")
          try await screen.pilot.until(shows: "Catalogue")
          try await screen.pilot.press("b")
          try await station.until("the database is backed up") { $0.backups[0].backups.fresh?.count == 1 }
          for leg in ["files.full", "configuration.full"] { try await station.ask("backup", leg) }

          _ = try await station.sqlite(database, "DELETE FROM bookings; DELETE FROM users WHERE id > 1;")
          try FileSystem.removeTree(files)
          #expect(try await station.sqlite(database, "SELECT count(*) FROM bookings") == ["0"])

          let refused = try await station.vigie("restore", "files", "--confirm", "file")
          #expect(refused.shellStatus != 0)
          #expect(refused.errorText.contains("--confirm files"))
          #expect(!FileSystem.exists(files))
          try await station.ask("restore", "files", "--confirm", "files")
          #expect(try await station.treeHash(files) == tree)

          try await Restore.restoreDatabase(on: screen, station)
        }
        #expect(try await Restore.counts(station, database) == rows)
        try await station.untilSiteAnswers()
        try await Restore.expectRegister(station)
      }
    }

    /// Restores from the screen; before that, every way of not confirming does nothing.
    private static func restoreDatabase(on screen: Screen, _ station: Station) async throws {
      let before = try await station.operations().count
      try await screen.pilot.press("r")
      try await screen.pilot.until(shows: "target", "database", "Type database")
      try await screen.pilot.press("Enter")
      try await screen.pilot.until("the sheet is gone") { !$0.contains("Type database") }
      #expect(try await station.operations().count == before, "Enter on a fresh dialog is Cancel")

      try await screen.pilot.press("r")
      try await screen.pilot.until(shows: "Type database")
      try await screen.pilot.type("databas")
      try await screen.pilot.press("Enter")
      try await screen.pilot.until(shows: "is not the target")
      #expect(try await station.operations().count == before, "a wrong name confirms nothing")
      try await screen.pilot.type("e")
      try await screen.pilot.press("Enter")
      try await screen.pilot.until(shows: "done", "Way back".lowercased())
      let done = try #require(try await station.operations().first)
      guard case .restore(.database, let backup?, _) = done.request else {
        Issue.record("\(done.request)")
        return
      }
      let again = try await station.ask("restore", "database", "--dry-run")
      #expect(again.contains("/\(backup) "), "the copy of the broken state is not what is restored next: \(again)")
      #expect(done.state == .done)
      #expect(done.procedure == "restore.database")
      #expect(done.wayBack != nil)
    }

    /// How many rows every table has.
    static func counts(_ station: Station, _ database: String) async throws -> [String] {
      var counts: [String] = []
      for table in ["artists", "bookings", "concerts", "job_batches", "jobs", "users"] {
        counts.append(table + " " + (try await station.sqlite(database, "SELECT count(*) FROM \(table)")[0]))
      }
      return counts
    }

    /// Each operation stands in the register with who, when, its exit status and what it said.
    private static func expectRegister(_ station: Station) async throws {
      let person = try await station.person()
      let rows = try await station.audit()
      let ended = rows.filter { $0.action == "operation.ended" }
      #expect(
        ended.map(\.target)
          == ["database:database", "files:files", "configuration:config", "files:files", "database:database"])
      #expect(ended.allSatisfy { $0.exitStatus == 0 && $0.by == person })
      #expect(zip(ended, ended.dropFirst()).allSatisfy { $0.at <= $1.at })
      #expect(rows.filter { $0.action == "operation.refused" }.map(\.target) == ["files:files"])
      for operation in try await station.operations() where operation.state == .done {
        let output = try await station.sqlite(
          station.state.register, "SELECT text FROM operation_output WHERE operation = '\(operation.id)'")
        #expect(output.contains { $0.hasPrefix("$ ") }, "the commands of \(operation.procedure)")
      }
      #expect(try await station.vigie("register", "verify").isSuccess)
    }
  }

  /// A task is answered, with what the screen showed.
  @Suite struct Rounds {
    @Test func aTickStoresItsEvidence() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        try await station.until("no backup yet") { $0.problems.contains { $0.id == "backup.database.full" } }
        let refused = try await station.vigie("round", "tick", "backups")
        #expect(refused.shellStatus != 0)
        #expect(refused.errorText.contains("--note"))
        #expect(try await !station.audit().contains { $0.action == "tick" })
        try await station.ask("round", "tick", "backups", "--note", "the first ones run tonight")
        let against = try #require(try await station.audit().last { $0.action == "tick" })
        #expect(against.reason == "the first ones run tonight")

        for leg in ["database.full", "files.full", "configuration.full"] { try await station.ask("backup", leg) }
        try await station.until("the legs are fine") { $0.backups.allSatisfy { $0.severity == .fine } }
        try await Screen.with(station, ["--lang", "en"]) { screen in
          try await screen.pilot.press("5")
          try await screen.pilot.until(shows: "Check the backups")
          try await screen.pilot.press("Down", "Enter")
          // The list shows the same words before the round is open, and the evidence may be of before the last backup.
          try await screen.pilot.until("the open task, all well") { text in
            ["Daily round", "Check the backups", "Database, full"].allSatisfy(text.contains)
              && !text.contains("will ask for a reason")
          }
          try await screen.pilot.press("d")
          try await station.untilRegister("the tick") { $0.filter { $0.action == "tick" }.count == 2 }
        }
        let tick = try #require(try await station.audit().last { $0.action == "tick" })
        #expect(tick.by == (try await station.person()))
        #expect(tick.target.hasPrefix("daily/") && tick.target.hasSuffix("/backups"))
        #expect(tick.reason == nil)
        let evidence = try await station.sqlite(
          station.state.register, "SELECT evidence FROM ticks WHERE sequence = \(tick.sequence)")
        #expect(evidence.joined().contains("Database, full"))
        #expect(try await station.vigie("register", "verify").isSuccess)
      }
    }
  }
}
