import Host
import TestSupport
import Testing

extension Journeys {
  /// An agent goes by the plan that it was started with; whoever names another is told, in the dashboard as on the command line.
  @Suite struct OtherPlans {
    private static func plan(_ application: String, _ folder: TemporaryFolder) -> String {
      """
      application: \(application)
      timezone: UTC
      folders: {files: \(folder.path)/www}
      backups:
        files.full: {at: "01:00", keep: 30d}

      """
    }

    @Test func aPlanThatTheAgentDoesNotGoByIsNeverPassedOver() async throws {
      try await Station.with { station in
        let folder = station.folder
        try folder.write("www/index.php", "x")
        let first = try folder.write("first.yaml", Self.plan("First", folder))
        let second = try folder.write("second.yaml", Self.plan("Second", folder))
        try #require(try await station.vigie("backup", "files.full", "--plan", first).isSuccess)
        let other = try await station.vigie("backup", "files.full", "--plan", second, "--lang", "en")
        #expect(other.shellStatus == 78)
        #expect(other.errorText.contains(first) && other.errorText.contains("vigie agent --stop"), "\(other.errorText)")
        let gone = try await station.vigie("backups", "list", "--plan", folder.path + "/nosuch.yaml")
        #expect(gone.shellStatus == 78)
        let same = try await station.vigie("backups", "list", "--plan", first)
        #expect(same.isSuccess && same.errorText.isEmpty, "\(same.errorText)")
        try folder.write("first.yaml", Self.plan("Changed", folder))
        let changed = try await station.vigie("backups", "list", "--plan", first, "--lang", "en")
        #expect(changed.isSuccess && changed.errorText.contains("the plan has changed"), "\(changed.errorText)")
        try await Screen.with(station, ["--plan", first, "--lang", "en"]) { screen in
          try await screen.pilot.until(shows: "First", "the plan has changed since the agent read it")
        }
        try await Screen.with(station, ["--plan", second, "--lang", "en"]) { screen in
          let status = try await screen.status()
          #expect(status == 78)
          let errors = screen.errors
          #expect(errors.contains(first) && errors.contains(second), "\(errors)")
          screen.expectTerminalUntouched()
        }
        try await station.stopAgent()
        let relative = try await station.run([
          "sh", "-c",
          "cd '\(folder.path)' && '\(station.program)' backups list --plan ./first.yaml --state '\(station.state.path)'",
        ])
        #expect(relative.isSuccess && !relative.errorText.contains("plan"), "\(relative.errorText)")
      }
    }
  }
}
