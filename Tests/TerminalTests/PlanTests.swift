import Glibc
import Host
import TestSupport
import Testing

extension Journeys {
  /// `vigie plan`: what is shown of a plan, and the first plan of a host.
  @Suite struct Plans {
    private static let shipped =
      "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/plans/nationsounds.yaml"

    /// A copy that only its owner may write, whatever the working copy allows.
    private static func copy(_ station: Station) throws -> String {
      let text = String(decoding: try FileSystem.read(shipped), as: UTF8.self)
      return try station.folder.write("nationsounds.yaml", text)
    }

    @Test func theShippedPlanIsGoodAndSaysWhatIsOpen() async throws {
      try await Station.with { station in
        let plan = try Self.copy(station)
        let said = try await station.ask("plan", "check", plan, "--lang", "en")
        #expect(said.contains("nationsounds.yaml:"))
        #expect(said.contains("to fill: runbooks.update.rollback: still open; expected the criteria of a rollback"))
        #expect(said.contains("the plan is good") && said.contains("runbooks 6 · to fill 12"))
        let french = try await station.ask("plan", "check", plan, "--lang", "fr")
        #expect(french.contains("à remplir : runbooks.update.rollback") && french.contains("plan valable"))
        let json = try await station.ask("plan", "check", plan, "--json")
        #expect(json.contains("\"vigie.plan.check/1\"") && json.contains("\"to-fill\""))
      }
    }

    @Test func aPlanIsShownWholeAndInParts() async throws {
      try await Station.with { station in
        let plan = try Self.copy(station)
        let whole = try await station.ask("plan", "show", plan, "--lang", "fr")
        #expect(whole.contains("Mises à jour\n  Critique"))
        #expect(try await station.ask("plan", "show", plan, "--section", "updates.major.window") == "weekend\n")
        let part = try await station.ask("plan", "show", plan, "--section", "windows", "--lang", "en")
        #expect(part.hasPrefix("Maintenance windows\n") && !part.contains("Critical"))
        #expect(try await station.ask("plan", "show", plan, "--json").contains("\"vigie.plan/1\""))
        let wrong = try await station.vigie("plan", "show", plan, "--section", "updats", "--lang", "en")
        #expect(wrong.shellStatus == 64 && wrong.errorText.contains("did you mean “updates”?"))
      }
    }

    @Test func theFirstPlanOfAHostPassesTheCheckAndIsNeverOverwritten() async throws {
      try await Station.with { station in
        let folder = station.folder
        try folder.write(
          "host/etc/nginx/sites-enabled/a", "server { listen 443 ssl; server_name a.example; root /srv/a/public; }")
        try folder.write("host/etc/mysql/mariadb.conf.d/x.cnf", "")
        try folder.write("host/srv/a/.env", "DB_CONNECTION=mariadb\nDB_DATABASE=sounds\nDB_PASSWORD=hunter2\n")
        for unit in ["nginx", "php8.2-fpm", "mariadb"] {
          try folder.write("host/lib/systemd/system/\(unit).service", "")
        }
        let file = folder.path + "/plan.yaml"
        let look = ["--rootfs", folder.path + "/host", "--no-input", "--lang", "en", "--timezone", "UTC"]

        let dry = try await station.vigie(["plan", "init", file, "--dry-run"] + look)
        #expect(dry.isSuccess && dry.text.contains("schema: \"sounds\"") && !FileSystem.exists(file))
        let refused = try await station.vigie(["plan", "init", file, "--read-only"] + look)
        #expect(refused.shellStatus == 77 && !FileSystem.exists(file))

        let made = try await station.vigie(["plan", "init", file] + look)
        #expect(made.isSuccess, "\(made.errorText)")
        #expect(made.errorText.contains("nginx.service, php8.2-fpm.service, mariadb.service"))
        #expect(made.text.contains("vigie plan check \(file)") && made.text.contains("/etc/vigie/plan.yaml"))
        let written = try FileSystem.read(file)
        let yaml = String(decoding: written, as: UTF8.self)
        #expect(yaml == dry.text && !yaml.contains("hunter2"))
        let said = try await station.ask("plan", "check", file, "--lang", "en")
        #expect(said.hasPrefix("a: the plan is good · services 4 · thresholds 8 · backup legs 6"))

        let again = try await station.vigie(["plan", "init", file] + look)
        #expect(again.shellStatus == 73 && again.errorText.contains("not overwritten"))
        #expect(try FileSystem.read(file) == written)
        let zone = try await station.vigie(["plan", "init", file + "2", "--timezone", "Mars/X", "--no-input"])
        #expect(zone.shellStatus == 64 && !FileSystem.exists(file + "2"))
      }
    }
  }
}
