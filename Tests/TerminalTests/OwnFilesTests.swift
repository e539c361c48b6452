import Drawing
import Glibc
import Host
import TestSupport
import Testing

extension Journeys {
  /// A person's own keys, themes and choices.
  @Suite struct OwnFiles {
    private func open(
      _ station: Station, _ options: [String] = ["--lang", "en"], environment: [String: String] = [:]
    ) throws -> RawTerminal {
      try RawTerminal(
        [station.program, "--state", station.state.path] + options,
        environment: ["XDG_CONFIG_HOME": station.folder.path + "/config"].merging(environment) { $1 })
    }

    private func quit(_ terminal: RawTerminal) throws {
      terminal.type("q")
      #expect(try terminal.ended() == 0)
      #expect(terminal.modes() == terminal.found)
    }

    /// Night's ground.
    private static let night = "48;5;234m"

    @Test func aThemeThatWasChosenIsThereTheNextTime() async throws {
      try await Station.with { station in
        _ = try await station.situation()
        try await offPool {
          let choice = station.folder.path + "/config/vigie/theme"
          let first = try open(station)
          try first.until(shows: "Services", "Overview")
          #expect(!first.wrote(Self.night))
          first.type("T")
          try first.until(shows: "Themes", "night")
          first.type("j\r")
          try first.until(shows: "Theme kept: night")
          try quit(first)
          #expect(try FileSystem.read(choice) == Array("night\n".utf8))
          #expect(FileSystem.facts(choice)?.mode == 0o600)
          #expect(FileSystem.facts(FileSystem.parent(of: choice))?.mode == 0o700)

          let second = try open(station)
          try second.until(shows: "Services", "Overview")
          // The first picture has it: nothing was ever drawn without.
          #expect(second.wrote(Self.night))
          #expect(!second.screen.rows.joined().contains("theme"))
          try quit(second)

          let third = try open(station, ["--lang", "en", "--theme", "mono"])
          try third.until(shows: "Services", "Overview")
          #expect(!third.wrote(Self.night))
          try quit(third)
          #expect(try FileSystem.read(choice) == Array("night\n".utf8), "an option is for once")

          let plain = try open(station, ["--lang", "en", "--color", "never"])
          try plain.until(shows: "Services", "Overview")
          #expect(!plain.wrote(Self.night))
          try quit(plain)
        }
      }
    }

    @Test func aChoiceThatCannotBeKeptIsTold() async throws {
      try await Station.with { station in
        _ = try await station.situation()
        // A file where the folder should be: nobody, not even root, can write below it.
        try station.folder.write("config", "")
        try await offPool {
          let terminal = try open(station)
          try terminal.until(shows: "Services", "Overview")
          terminal.type("Tj\r")
          try terminal.until(shows: "for this session only", "mkdir")
          #expect(terminal.wrote(Self.night))
          try quit(terminal)
        }
      }
    }

    @Test(arguments: ["no-such-theme", "night\u{1B}[31m", ""])
    func aChoiceThatIsNoThemeIsPassedOver(choice: String) async throws {
      try await Station.with { station in
        _ = try await station.situation()
        try station.folder.write("config/vigie/theme", choice + "\n")
        try await offPool {
          let terminal = try open(station)
          try terminal.until(shows: "Services", "Overview")
          if choice.hasPrefix("no") { try terminal.until(shows: "There is no theme called no-such-theme") }
          try quit(terminal)
        }
      }
    }

    @Test func ownThemesAndKeysAreRead() async throws {
      try await Station.with { station in
        _ = try await station.situation()
        try station.folder.write(
          "config/vigie/themes/mine.yaml", "name: mine\nground: [22, black]\ninks: {plain: [231, white]}\n")
        try station.folder.write("config/vigie/theme", "mine\n")
        try station.folder.write("config/vigie/keys.yaml", "go-backups: f6\nquit: [Q]\n")
        try await offPool {
          let terminal = try open(station)
          try terminal.until(shows: "Services", "Overview")
          try terminal.until("the own ground") { $0.wrote("48;5;22m") }
          // Until the file is read, F6 means nothing.
          try terminal.until("the own key leads to the backups") { terminal in
            terminal.type("\u{1B}[17~")
            return terminal.screen.rows.joined().contains("Catalogue")
          }
          terminal.type("T")
          try terminal.until(shows: "Themes", "mine")
          terminal.type("\u{1B}")
          try terminal.until("the chooser is closed") { !$0.screen.rows.joined().contains("Themes") }
          // q is nobody's any more.
          terminal.type("q1")
          try terminal.until("the overview") { !$0.screen.rows.joined().contains("Catalogue") }
          terminal.type("Q")
          #expect(try terminal.ended() == 0)
        }
      }
    }

    @Test func faultyFilesAreNamedAndTheOthersWork() async throws {
      try await Station.with { station in
        _ = try await station.situation()
        try station.folder.write("config/vigie/keys.yaml", "quit: [Q]\nbackup-nwo: f6\n")
        try station.folder.write("config/vigie/themes/a.yaml", "name: a\ninks: {plain: blakc}\n")
        try station.folder.write("config/vigie/themes/b.yaml", "name: night\ninks: {plain: blue}\n")
        try await offPool {
          let terminal = try open(station)
          try terminal.until(shows: "Services", "Overview", "keys.yaml:2:1: error", "backup-nwo")
          terminal.type("T")
          try terminal.until(shows: "Themes", "night")
          terminal.type("\u{1B}")
          try terminal.until("the chooser is closed") { !$0.screen.rows.joined().contains("Themes") }
          try quit(terminal)
        }
        let environment = ["XDG_CONFIG_HOME": station.folder.path + "/config"]
        let told = try await station.run(
          ["env"] + environment.map { "\($0.key)=\($0.value)" } + [station.program, "appearance", "--lang", "en"])
        #expect(told.shellStatus == 78)
        #expect(told.errorText.contains("keys.yaml:2:1: error: unknown command “backup-nwo”"))
        #expect(told.errorText.contains("themes/a.yaml:2:15: error"))
        #expect(told.text.contains("night"))
      }
    }

    /// What stands in place of a file must not hold the dashboard: a pipe that nobody writes to, a folder.
    @Test func strangeFilesHoldNothingUp() async throws {
      try await Station.with { station in
        _ = try await station.situation()
        let folder = station.folder.path + "/config/vigie"
        try FileSystem.makeFolder(folder + "/themes/x.yaml")
        try #require(mkfifo(folder + "/theme", 0o600) == 0)
        try #require(mkfifo(folder + "/keys.yaml", 0o600) == 0)
        try await offPool {
          let terminal = try open(station)
          try terminal.until(shows: "Services", "Overview", "keys.yaml:1:1", "not a file")
          try quit(terminal)
        }
      }
    }

    @Test func thePlansLanguageIsSpokenUnlessAnotherIsAskedFor() async throws {
      try await Station.with { station in
        let plan = try station.folder.write(
          "plan.yaml", "application: Essai\ntimezone: UTC\nlanguage: fr\nservices: {here: {pidfile: /run/none.pid}}\n")
        guard chmod(plan, 0o600) == 0 else { return }
        try await offPool {
          let english = try open(station, ["--plan", plan], environment: ["LC_ALL": "C.UTF-8"])
          try english.until(shows: "Essai", "Aperçu")
          try quit(english)
          let asked = try open(station, ["--plan", plan, "--lang", "en"], environment: ["LC_ALL": "C.UTF-8"])
          try asked.until(shows: "Essai", "Overview")
          try quit(asked)
        }
      }
    }

    @Test func theSandboxSpeaksTheLanguageOfWhoeverLooks() async throws {
      try await Station.with { station in
        _ = try await station.situation()
        try await offPool {
          for (locale, word) in [("fr_FR.UTF-8", "Aperçu"), ("en_GB.UTF-8", "Overview")] {
            let terminal = try open(station, [], environment: ["LC_ALL": locale])
            try terminal.until(shows: "Services", word)
            try quit(terminal)
          }
        }
      }
    }

    @Test func optionsMayStandBeforeTheCommand() async throws {
      try await Station.with { station in
        let alerts = try await station.run([station.program, "--state", station.state.path, "--json", "alert", "list"])
        #expect(alerts.isSuccess, "\(alerts.errorText)")
        #expect(alerts.text.contains("vigie.alerts/1"))
        let mistake = try await station.run([station.program, "--state", station.state.path, "alrt", "list"])
        #expect(mistake.shellStatus == 64)
        let theme = try await station.run([station.program, "--theme"])
        #expect(theme.shellStatus == 64 && theme.errorText.contains("--theme"))
      }
    }
  }
}
