import Maintenance
import Glibc
import Host
import TestSupport
import Testing

extension Journeys {
  /// The site is stopped and started from the screen.
  @Suite struct Service {
    @Test func aStopIsShownWithinOneSamplingPeriodAndAlerts() async throws {
      try await Station.with { station in
        try await Screen.with(station, ["--lang", "fr"]) { screen in
          try await station.untilSiteAnswers()
          try await screen.pilot.press("2")
          try await screen.pilot.until(shows: "actif", "200")
          try await screen.pilot.press("S")
          try await screen.pilot.until(shows: "service Site d’essai", "kill -TERM")
          try await screen.pilot.press("y")
          try await screen.pilot.until(shows: "terminée")
          try await screen.pilot.press("Escape")
          try await screen.pilot.until(shows: "arrêté")
          #expect(station.sitePid == nil)

          let down = try await station.until("the alert fires") { situation in
            situation.problems.contains { $0.id == "service.site" && $0.state == .firing }
          }
          #expect(down.services.first?.condition.fresh?.activity == .inactive)
          let rows = try await station.untilRegister("the alert") { rows in
            rows.contains { $0.action == "operation.ended" && $0.target == "service:site" }
              && rows.last { $0.target == "service.site" }?.action == "alert.firing"
          }
          let ended = try #require(rows.last { $0.action == "operation.ended" })
          let fired = try #require(rows.last { $0.action == "alert.firing" && $0.target == "service.site" })
          let period = SamplingPlan().servicesSeconds
          // The next turn begins within a period of the stop; its questions have a time limit of two seconds.
          #expect(fired.at.seconds(since: ended.at) <= period + 2)
          let listed = try await station.ask("alert", "list", "--lang", "fr").split(separator: "\n")
          #expect(listed.first?.hasPrefix("GRAVITÉ") == true)
          #expect(
            listed.contains {
              $0.contains("  déclenchée  ") && $0.contains("service.site  ") && $0.contains("  Site d’essai arrêté · ")
            })
          #expect(try await station.vigie("check").shellStatus == 2)
          let limits = try await station.ask("capacity", "--lang", "en").split(separator: "\n")
          #expect(limits.contains { $0.hasPrefix("Conn.") && $0.contains(": unknown") && !$0.contains("under") })
          #expect(limits.contains { $0.hasPrefix("Disk") && $0.contains(": under the limit") })
          let done = try await station.ask("operation", "list", "--lang", "fr")
          #expect(done.contains("terminée") && done.contains("Arrêter"), "\(done)")
          let told = try await station.ask("register", "list", "--lang", "fr")
          #expect(told.contains("opération finie") && told.contains("alerte déclenchée"), "\(told)")

          try await screen.pilot.press("s")
          try await screen.pilot.until(shows: "actif", "200")
          try await station.untilSiteAnswers()
        }
        let rows = try await station.untilRegister("the start and the end of the alert") { rows in
          rows.filter { $0.action == "operation.ended" }.count == 2
            && rows.last { $0.target == "service.site" }?.action == "alert.resolved"
        }
        let person = try await station.person()
        let work = rows.filter { $0.action.hasPrefix("operation.") }
        #expect(
          work.map(\.action) == ["operation.started", "operation.ended", "operation.started", "operation.ended"])
        #expect(work.allSatisfy { $0.by == person && $0.target == "service:site" })
        #expect(work.map(\.exitStatus) == [nil, 0, nil, 0])
        #expect(!(try await station.ask("alert", "list").contains("service.site")))
        #expect(try await station.vigie("register", "verify").isSuccess)
      }
    }

    @Test func aSiteThatIsKilledAlertsAndCanBeStarted() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        try await station.killNow(try #require(station.sitePid))
        try await station.until("the site is down") { $0.problems.contains { $0.id == "service.site" } }
        try await station.ask("service", "start", "site")
        try await station.until("the alert is over") { !$0.problems.contains { $0.id == "service.site" } }
      }
    }

    @Test func whatIsNotConfirmedIsNotDone() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        let site = station.sitePid
        for arguments in [
          ["service", "stop", "site"], ["service", "stop", "site", "--yes", "--read-only"],
          ["service", "stop", "site", "--no-input"],
        ] {
          let result = try await station.vigie(arguments)
          #expect(result.shellStatus != 0)
          #expect(!result.errorText.isEmpty)
        }
        #expect(try await station.vigie("service", "stop", "site", "--dry-run").text.contains("kill -TERM"))
        #expect(try await station.vigie("service", "stop", "nothing", "--yes").shellStatus != 0)
        #expect(station.sitePid == site)
        #expect(try await !station.audit().contains { $0.action == "operation.started" })
      }
    }
  }
}
