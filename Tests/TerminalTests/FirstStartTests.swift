import Maintenance
import Glibc
import Host
import TestSupport
import Testing

extension Journeys {
  /// From nothing to a live screen.
  @Suite struct FirstStart {
    @Test func aFirstStartReachesALiveScreenInFrench() async throws {
      try await Station.with { station in
        try await Screen.with(station, ["--lang", "fr"]) { screen in
          try await screen.pilot.until(shows: "Services", "Capacité", "Sauvegardes", "Ronde", "Bac à sable", "actif")
          try await screen.pilot.press("8")
          try await screen.pilot.until(shows: "alerte déclenchée", "Base, complète")
          try await screen.pilot.press("q")
          #expect(try await screen.status() == 0)
          screen.expectTerminalUntouched()
          #expect(screen.errors.isEmpty)
        }
      }
    }

    @Test func aFirstStartReachesALiveScreenInEnglish() async throws {
      try await Station.with { station in
        try await Screen.with(station, environment: "LANG=en_GB.UTF-8") { screen in
          // A locale that the host does not have is the plain one: the words are English all the same.
          try await screen.pilot.until(shows: "Services", "Capacity", "Backups", "round", "Sandbox", "active")
        }
        let situation = try await station.situation()
        #expect(situation.isSandbox)
        #expect(situation.services.map(\.name) == ["site"])
        #expect(situation.backups.map(\.leg) == [.databaseFull, .filesFull, .configurationFull])
      }
    }

    @Test func theVeryFirstCommandMayBeABackup() async throws {
      try await Station.with { station in
        try await station.ask("backup", "database.full")
        let situation = try await station.situation()
        #expect(situation.operations.map(\.state) == [.done])
      }
    }

    @Test func withoutUTF8EveryByteIsASCII() async throws {
      try await Station.with { station in
        try await Screen.with(station, ["--lang", "fr"], environment: "LANG=C") { screen in
          for key in ["1", "2", "3", "4", "5", "8", "?"] {
            try await screen.pilot.press(key)
            let shown = try await screen.pilot.until("the screen \(key)") { $0.filter { !$0.isWhitespace }.count > 100 }
            let strange = Set(shown.unicodeScalars.filter { !$0.isASCII })
            #expect(strange.isEmpty, "screen \(key)")
          }
        }
      }
    }
  }
}
