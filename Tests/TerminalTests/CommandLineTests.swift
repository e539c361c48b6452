import Host
import Maintenance
import TestSupport
import Testing

extension Journeys {
  /// What a person who never opens the dashboard relies on: options that hold everywhere, results that are true or fail.
  @Suite struct CommandLine {
    @Test func aRehearsalDoesNothing() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        try await station.until("a problem") { $0.problems.contains { $0.id == "backup.files.full" } }
        let before = try await station.audit().count
        let agent = try #require(station.agentPid)
        for (words, told) in [
          (["round", "tick", "backups", "--note", "n"], "would be done: Check the backups: done"),
          (["alert", "ack", "backup.files.full"], "would be done: take: Files, full: never saved"),
          (["agent", "--stop"], "would be done: end the agent (pid \(agent))"),
        ] {
          let said = try await station.vigie(words + ["--dry-run", "--lang", "en"])
          #expect(said.isSuccess && said.text.hasPrefix(told), "\(said.text)\(said.errorText)")
        }
        for words in [["round", "tick", "nosuch"], ["round", "tick", "backups"], ["alert", "ack", "nosuch"]] {
          #expect(try await station.vigie(words + ["--dry-run"]).shellStatus == 1, "\(words)")
        }
        for verb in ["cancel", "resume"] {
          #expect(try await station.vigie("operation", verb, "nosuch", "--dry-run").shellStatus != 0)
        }
        #expect(station.agentPid == agent)
        let rows = try await station.audit()
        #expect(rows.count == before, "\(rows.dropFirst(before).map(\.action))")
      }
    }

    @Test func aCheckOfAnotherPlanIsUnknown() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        let other = try await station.vigie("check", "--plan", "/nosuch.yaml", "--lang", "en")
        #expect(other.shellStatus == 3 && other.text.hasPrefix("VIGIE UNKNOWN - "), "\(other.text)")
        #expect(other.text.contains("/nosuch.yaml"))
      }
    }

    @Test func whatIsTakenComesLastInACheck() async throws {
      try await Station.with { station in
        try await station.until("problems") {
          $0.problems.count == 3 && $0.services.allSatisfy { $0.severity == .fine }
        }
        let first = try await station.situation().problems[0]
        try await station.ask("alert", "ack", first.id, "--note", "seen to")
        let check = try await station.vigie("check", "--lang", "en")
        #expect(
          check.shellStatus == 1 && check.text.contains("(+2)") && !check.text.contains("taken by"), "\(check.text)")
        let name = first.headline(services: [], operations: []).text(in: .english)
        #expect(!check.text.contains(name), "\(name): \(check.text)")
        let listed = try await station.ask("alert", "list", "--lang", "en")
        #expect(listed.contains(" · seen to"))
      }
    }

    /// Cron starts a line with next to no environment, from the home folder.
    @Test func anExportedLineSavesWhatItWasExportedFor() async throws {
      try await Station.with { station in
        let folder = station.folder
        try folder.write("50% of it/index.php", "x")
        let plan = try folder.write(
          "a plan.yaml",
          """
          application: Shop
          timezone: UTC
          folders: {files: "\(folder.path)/50% of it"}
          backups:
            files.full: {at: "01:00", keep: 30d}

          """)
        let cron = try await station.ask("export", "schedule", "--plan", plan).split(separator: "\n")
        let fields = try #require(cron.last?.split(separator: " ", maxSplits: 5))
        #expect(cron.first == "CRON_TZ=UTC" && fields.count == 6)
        let line = String(fields[5]).replacing("\\%", with: "%")
        let run = try await station.run(["env", "-i", "HOME=\(folder.path)", "PATH=/usr/bin:/bin", "sh", "-c", line])
        #expect(run.isSuccess && run.text.contains("1 file"), "\(line): \(run.text)\(run.errorText)")
        let saved = try await station.situation().backups.compactMap { $0.newest }
        #expect(saved.count == 1 && !FileSystem.exists(folder.path + "/.local"))
        let unit = try await station.ask("export", "schedule", "--plan", plan, "--form", "systemd")
        #expect(unit.contains("--plan \"\(plan)\" --state \(station.state.path) --no-input"), "\(unit)")
      }
    }

    @Test func aResultThatCannotBeWrittenIsNoSuccess() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        for words in ["register export", "capacity", "plan show"] {
          let line = "\(station.program) \(words) --state \(station.state.path)"
          let full = try await station.run(["sh", "-c", line + " > /dev/full"])
          #expect(
            full.shellStatus == 74 && full.errorText.contains("No space left"),
            "\(words): \(full.shellStatus) \(full.errorText)")
          let enough = try await station.run(["sh", "-c", line + " | head -n 1"])
          #expect(enough.isSuccess && enough.errorText.isEmpty, "\(words): \(enough.errorText)")
        }
      }
    }

    @Test func aPlanThatWatchesNothingIsNotPlainlyGood() async throws {
      try await Station.with { station in
        let plan = try station.folder.write("empty.yaml", "application: Shop\ntimezone: UTC\n")
        let said = try await station.ask("plan", "check", plan, "--lang", "en")
        #expect(said.contains("no service is watched") && said.contains("nothing is backed up in time"), "\(said)")
        #expect(!(try await station.ask("plan", "check", "--lang", "en").contains("is watched")))
        try await station.untilSiteAnswers()
        let chain = try await station.ask("register", "verify", "--json")
        #expect(chain.contains("vigie.register.verification/1") && chain.contains("\"head\""))
      }
    }

    @Test func anEmptyPathIsNoPath() async throws {
      try await Station.with { station in
        for option in ["--state", "--plan"] {
          let empty = try await station.run([station.program, "backups", "list", option, ""])
          #expect(empty.shellStatus == 64 && empty.errorText.contains("\(option): a path is expected"))
        }
      }
    }

    @Test func theFirstCommandWithoutAPlanSaysThatThisIsTheSandbox() async throws {
      try await Station.with { station in
        let first = try await station.vigie("alert", "--lang", "en")
        #expect(first.errorText.contains("no plan: this is the sandbox, in \(station.state.path)"))
        #expect(!(try await station.vigie("alert", "--lang", "en").errorText.contains("sandbox")))
      }
    }

    @Test func aRestoreThatIsBoundToFailIsNotPreviewedAsGood() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        try await station.ask("backup", "database.full")
        let backup = try #require(
          try await station.until("the backup") { $0.backups[0].newest != nil }.backups[0].newest)
        let good = try await station.ask(
          "restore", "database", "--from-backup", backup.id, "--dry-run", "--lang", "en")
        #expect(
          good.contains(" rows\n") && good.contains("The same:\n    vigie restore database --from-backup \(backup.id)"))
        #expect(good.contains("--state \(station.state.path)"))

        let later = try await station.vigie(
          "restore", "database", "--to", "2199-01-01T00:00:00Z", "--dry-run", "--lang", "en")
        #expect(later.shellStatus == 64 && later.errorText.contains("has not come yet"))
        let earlier = try await station.vigie(
          "restore", "database", "--from-backup", backup.id, "--to", "2026-01-01T00:00:00Z", "--dry-run", "--lang", "en"
        )
        #expect(
          earlier.shellStatus == 1 && earlier.text.contains("--from-backup or --to, one of them"), "\(earlier.text)")

        let path = station.state.backups + "/database.full/\(backup.id)/database.sqlite.gz"
        var bytes = try FileSystem.read(path)
        bytes[bytes.count / 2] ^= 1
        try FileSystem.writeAtomically(path, bytes)
        #expect(try await station.vigie("backups", "verify", backup.id).shellStatus != 0)
        let damaged = try await station.vigie(
          "restore", "database", "--from-backup", backup.id, "--dry-run", "--lang", "en")
        #expect(damaged.shellStatus == 1 && damaged.text.contains("X  \(backup.id) is damaged: "), "\(damaged.text)")
        let listed = try await station.ask("backups", "list", "--lang", "en")
        #expect(listed.contains("HOLDS") && listed.contains("  damaged  ") && listed.contains(" rows "), "\(listed)")
      }
    }

    @Test func aLegThatThePlanDoesNotHaveIsNotSavedUnseen() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        try await station.ask("backup", "files.full")
        let saved = try await station.vigie("backup", "files.incremental", "--lang", "en")
        #expect(saved.isSuccess && saved.errorText.contains("The plan does not have this leg"))
        #expect(!(try await station.vigie("backup", "files.full", "--lang", "en").errorText.contains("does not have")))
      }
    }

    @Test func theTeamsLanguageAndZoneHoldForEveryCommand() async throws {
      try await Station.with { station in
        let plan = try station.folder.write(
          "plan.yaml",
          """
          application: Boutique
          language: fr
          timezone: Europe/Paris
          folders: {files: \(station.folder.path)/www}
          backups:
            files.full: {at: "01:00", keep: 30d}

          """)
        try station.folder.write("www/index.php", "x")
        try await station.ask("backup", "files.full", "--plan", plan)
        // The agent's plan is named no more: it speaks all the same.
        let environment = ["LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "TZ": "America/New_York"]
        for words in [["operation", "list"], ["backups", "list"], ["alert", "list"], ["capacity"], ["round"]] {
          let said = try await station.vigie(words, environment: environment)
          #expect(
            !said.text.contains("START") && !said.text.contains("TAKEN") && !said.text.contains("SINCE"), "\(said.text)"
          )
        }
        let list = try await station.vigie(["operation", "list"], environment: environment)
        #expect(list.text.contains("terminée") && (list.text.contains("+01:00") || list.text.contains("+02:00")))
        let register = try await station.vigie(["register", "list", "--plan", plan], environment: environment)
        #expect(register.text.contains("opération finie") && !register.text.contains("+00:00"), "\(register.text)")
        #expect(
          try await station.vigie(["schedule", "--plan", plan], environment: environment).text.contains("SAUVEGARDE"))
        let asked = try await station.vigie(["operation", "list", "--lang", "en"], environment: environment)
        #expect(asked.text.contains("START") && asked.text.contains(" done "))
      }
    }

    @Test func whoEndsTheAgentStandsInTheRegister() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        let person = try await station.person()
        try await station.ask("agent", "--stop")
        #expect(try await station.audit().last.map { $0.action == "agent.stopped" && $0.by == person } == true)
        for action in ["agent", "agent.", "agent.stopped"] {
          let rows = try await station.read([AuditEntry].self, "register", "list", "--action", action)
          #expect(rows.contains { $0.action == "agent.stopped" }, "\(action)")
          #expect(rows.allSatisfy { $0.action.hasPrefix("agent.") })
        }
      }
    }

    @Test func aRestoreSaysHowToGoBack() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        try await station.ask("backup", "files.full")
        let done = try await station.vigie("restore", "files", "--confirm", "files", "--lang", "en")
        let id = try #require(try await station.operations().first).id
        #expect(
          done.isSuccess && done.errorText.contains("vigie revert \(id) --state \(station.state.path)"),
          "\(done.errorText)")
      }
    }
  }
}
