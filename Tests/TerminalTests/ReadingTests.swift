import Maintenance
import TestSupport
import Testing

extension Journeys {
  /// What the plan says and what the logs say, read in a terminal.
  @Suite struct Reading {
    @Test func proceduresLogsAndContacts() async throws {
      try await Station.with { station in
        try await station.untilSiteAnswers()
        try await Screen.with(station, ["--lang", "en"]) { screen in
          let pilot = screen.pilot
          try await pilot.until(shows: "1 Overview")
          try await pilot.press("6")
          try await pilot.until(shows: "Runbooks", "Calendar of updates", "by vigie")
          try await pilot.press("Enter")
          try await pilot.until(shows: "Before starting", "roll back if")
          // The first step that vigie does: a backup is as mild here as on its own screen.
          try await pilot.press("j")
          try await pilot.press("j")
          try await pilot.until(shows: "vigie backup database.full")
          try await pilot.press("Enter")
          try await station.until("the step is done") { $0.backups[0].backups.fresh?.count == 1 }
          try await pilot.until("the sheet is gone") { $0.contains("vigie backup") && !$0.contains("Cancel") }
          try await pilot.press("Escape")
          try await pilot.until(shows: "Calendar of updates")

          try await pilot.press("7")
          try await pilot.until(shows: "last error", "following", "Ticket sent")
          try await pilot.press("E")
          try await pilot.until(shows: "|| paused", "error")
          try await pilot.press("Enter")
          try await pilot.until(shows: "when", "text")
          try await pilot.press("Escape")
          try await pilot.until("the entry is closed") { !$0.contains("when ") }
          try await pilot.press("f")
          try await pilot.until(shows: "following")

          try await pilot.press("9")
          try await pilot.until(shows: "Message templates", "off here")
          try await pilot.press("q")
          #expect(try await screen.status() == 0)
        }
        #expect(try await station.operations().map(\.request) == [.backup(leg: .databaseFull)])
      }
    }
  }
}
