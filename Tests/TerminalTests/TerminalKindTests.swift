import Drawing
import Glibc
import Host
import TestSupport
import Testing

extension Journeys {
  /// Every terminal that a person may come with: each starts, answers keys, follows its size, and is given back.
  @Suite struct TerminalKinds {
    /// What a kind of terminal may be sent, beside moving about and erasing.
    struct Kind: Sendable, CustomTestStringConvertible {
      let name: String
      /// The most colours that are used: 256, 8 or none.
      let colours: Set<String>
      /// The modes of its own, as they are switched on and off.
      let modes: Set<String>
      /// Whether lines and marks are ASCII also where the locale has more.
      var isPlain = false

      var testDescription: String { name }
    }

    static let xterm: Set<String> = [
      "CSI ?1049h", "CSI ?1049l", "CSI ?1h", "CSI ?1l", "CSI ?25l", "CSI ?25h", "CSI ?12l", "CSI ?12;25h", "CSI ?7h",
      "CSI 4l", "CSI ?12h",
    ]

    static let kinds = [
      Kind(name: "xterm-256color", colours: ["colour 256", "colour 16", "colour 8"], modes: xterm),
      Kind(name: "tmux-256color", colours: ["colour 256", "colour 16", "colour 8"], modes: xterm.union(["CSI 34h"])),
      Kind(name: "screen-256color", colours: ["colour 256", "colour 16", "colour 8"], modes: xterm.union(["CSI 34h"])),
      Kind(
        name: "linux", colours: ["colour 8"],
        modes: ["CSI ?25l", "CSI ?25h", "CSI ?0c", "CSI ?1c", "CSI ?8c", "CSI 4l", "CSI ?7h"], isPlain: true),
      Kind(
        name: "vt100", colours: [],
        modes: ["CSI ?1h", "CSI ?1l", "CSI ?7h", "CSI ?3l", "CSI ?4l", "CSI ?5l", "CSI ?8h"]),
      Kind(name: "nobody-knows-this-one", colours: ["colour 256", "colour 16", "colour 8"], modes: xterm),
    ]

    @Test(arguments: kinds) func startsShowsAnswersResizesAndQuits(kind: Kind) async throws {
      try await Station.with { station in
        _ = try await station.situation()
        let latin = try await LatinLocale.make(in: station)
        var locales: [(variables: [String: String], encoding: VirtualScreen.Encoding, charset: String)] = [
          (["LC_ALL": "C.UTF-8"], .utf8, "utf-8"), (["LC_ALL": "C"], .latin9, "ascii"),
        ]
        if let latin { locales.append((latin, .latin9, "latin-9")) }
        for locale in locales {
          try await offPool { try use(kind, locale.variables, locale.encoding, locale.charset, station) }
        }
      }
    }

    private func use(
      _ kind: Kind, _ variables: [String: String], _ encoding: VirtualScreen.Encoding, _ charset: String,
      _ station: Station
    ) throws {
      let terminal = try RawTerminal(
        [station.program, "--lang", "fr", "--state", station.state.path],
        environment: variables.merging(["TERM": kind.name]) { $1 }, encoding: encoding)
      let overview = charset == "ascii" ? "Apercu" : "Aperçu"
      try terminal.until(shows: "Services", overview)
      #expect(terminal.modes() != terminal.found)
      terminal.type("4")
      try terminal.until(shows: "Catalogue")
      terminal.type("?")
      try terminal.until(shows: "Touches")
      terminal.type("\u{1B}")
      try terminal.until("Escape closes the help") { !$0.screen.rows.joined().contains("Touches") }
      terminal.resize(Size(columns: 110, rows: 30))
      try terminal.until("the wider screen") { terminal in
        terminal.screen.rows[0].count > 90 && !terminal.screen.rows[29].isEmpty
      }
      terminal.type("1q")
      #expect(try terminal.ended() == 0)
      #expect(terminal.modes() == terminal.found, "stty -g")

      // What was sent. Mouse modes are 9 and 1000 to 1015; none of them is ever asked for.
      let sent = terminal.screen.sequences
      let modes = sent.filter { $0.hasPrefix("CSI") && ($0.contains("?") || $0.hasSuffix("h") || $0.hasSuffix("l")) }
      #expect(modes.subtracting(kind.modes) == [], "\(kind.name), \(charset)")
      #expect(sent.filter { $0.hasPrefix("colour") }.subtracting(kind.colours) == [])
      #expect(!sent.contains { $0.hasPrefix("OSC") || $0.hasPrefix("DCS") || $0.hasPrefix("C1") })
      if charset == "utf-8" {
        let text = String(validating: terminal.output, as: UTF8.self)
        #expect(text != nil)
        #expect(text?.unicodeScalars.contains { (0x2500...0x28FF).contains($0.value) } == !kind.isPlain, "lines")
      }
      if charset == "ascii" { #expect(terminal.output.allSatisfy { $0 < 0x80 }) }
      if charset == "latin-9" {
        #expect(terminal.wrote("Aper") && terminal.output.contains(0xE7), "ç is one byte")
        #expect(String(validating: terminal.output, as: UTF8.self) == nil)
      }
      if kind.name.hasPrefix("nobody") { #expect(terminal.wrote("xterm-256color"), "a note says what it is taken for") }
    }

    @Test(arguments: ["C.UTF-8", "C"]) func aTerminalWithoutCursorIsToldTheSituationOnce(locale: String) async throws {
      try await Station.with { station in
        let environment = ["TERM": "dumb", "LC_ALL": locale]
        try await offPool {
          let terminal = try RawTerminal(
            [station.program, "--lang", "fr", "--state", station.state.path], environment: environment,
            encoding: locale == "C" ? .latin9 : .utf8)
          #expect(try terminal.ended() == 0)
          #expect(!terminal.output.contains(0x1B), "no escape")
          #expect(terminal.wrote("Services") && terminal.wrote("TERM=dumb") && terminal.wrote("TERM=xterm-256color"))
          if locale == "C" { #expect(terminal.output.allSatisfy { $0 < 0x80 }) }
          #expect(terminal.modes() == terminal.found)
        }
      }
    }

    @Test func colourIsRefusedByNOCOLORAndByTheOption() async throws {
      try await Station.with { station in
        _ = try await station.situation()
        try await offPool {
          for (variables, options) in [(["NO_COLOR": "1"], []), ([:], ["--color", "never"]), ([:], ["--plain"])]
            as [([String: String], [String])]
          {
            let terminal = try RawTerminal(
              [station.program, "--lang", "en", "--state", station.state.path] + options, environment: variables)
            try terminal.until(shows: "Services", "Overview")
            terminal.type("q")
            #expect(try terminal.ended() == 0)
            #expect(!terminal.screen.sequences.contains { $0.hasPrefix("colour") }, "\(options)")
          }
        }
      }
    }
  }
}
