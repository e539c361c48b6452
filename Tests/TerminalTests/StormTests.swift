import Glibc
import Host
import TestSupport
import Testing

extension Journeys {
  /// Whatever was pressed and however the window was pulled, the screen shows what the model says.
  @Suite struct Storms {
    /// Everything but what ends or stops the dashboard.
    private static let keys =
      "123458wasSxrbvoegGhjklnpyucRdTm?/:!+_ zt".map { $0 == " " ? "Space" : String($0) } + [
        "Enter", "Escape", "Escape", "Tab", "BTab", "Up", "Down", "Left", "Right", "PPage", "NPage", "Home", "End",
        "BSpace", "F1", "C-l",
      ]

    @Test func theScreenIsThatOfAFreshDrawing() async throws {
      try await Station.with { station in
        try await Screen.with(station, ["--lang", "en"]) { screen in
          let pilot = screen.pilot
          try await pilot.until(shows: "Services", "Sandbox")
          var random = SeededNumbers(seed: 14)
          for round in 0..<300 {
            try await pilot.resize(
              columns: .random(in: 20...200, using: &random), rows: .random(in: 4...60, using: &random))
            let count = round < 200 ? 17 : 16
            try await pilot.press((0..<count).map { _ in Storms.keys.randomElement(using: &random) ?? "Escape" })
          }
          try await pilot.resizeUntilTold(columns: 100, rows: 32)
          // Out of whatever was opened, and onto a page that stands still.
          try await Storms.leaveAll(pilot)
          try await pilot.press(["F1"])
          try await pilot.until(shows: "─ Keys")
          let drawn = try await Storms.atRest(pilot)
          try await pilot.press(["C-l", "G"])
          try await pilot.until("the end of the help") { Storms.body($0) != Storms.body(drawn) }
          try await pilot.press(["g"])
          var fresh = ""
          let isSame = try await eventually(withinSeconds: 10) {
            fresh = try await pilot.screen()
            return Storms.body(fresh) == Storms.body(drawn)
          }
          #expect(isSame, "drawn piece by piece:\n\(drawn)\ndrawn anew:\n\(fresh)")
          try await pilot.resizeUntilTold(columns: 80, rows: 24)
          try await Storms.leaveAll(pilot)
          try await pilot.press(["C-c"])
          #expect(try await screen.status() == 0)
          screen.expectTerminalUntouched()
        }
      }
    }

    /// Leaves whatever lies over the screens. One key at a time: Escape and what follows within its delay are one key.
    /// Out is only what stays out: keys of the storm may still be on their way.
    private static func leaveAll(_ pilot: TmuxPilot) async throws {
      var looks = 0
      let isOut = try await eventually(withinSeconds: 20) {
        let hints = try await pilot.screen().split(separator: "\n").last.map(String.init) ?? ""
        if hints.contains("? help"), !hints.contains("Esc") {
          looks += 1
          return looks > 5
        }
        looks = 0
        try await pilot.press(["Escape"])
        return false
      }
      let last = try await pilot.screen()
      #expect(isOut, "\(last)")
    }

    /// The picture once it has been the same three times in a row.
    private static func atRest(_ pilot: TmuxPilot) async throws -> String {
      var pictures: [String] = []
      let rests = try await eventually(withinSeconds: 20) {
        pictures.append(body(try await pilot.screen()))
        return pictures.count > 3 && Set(pictures.suffix(3)).count == 1
      }
      #expect(rests)
      return try await pilot.screen()
    }

    /// The rows between the tabs and the status line, which tell of the time and of what goes on.
    private static func body(_ picture: String) -> String {
      picture.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(2).dropLast(3).joined(separator: "\n")
    }
  }
}
