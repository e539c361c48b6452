import Dashboard
import Drawing
import Foundation
import Maintenance
import Testing

/// Every screen against its recorded picture. `VIGIE_RECORD_GOLDENS=1` records them anew.
@Suite struct PictureTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

  struct Format: Sendable, CustomTestStringConvertible {
    var columns: Int
    var rows: Int
    var language: Language
    var charset = Charset.unicode
    /// The scenes of this format; empty for all of them.
    var only: [String] = []

    var testDescription: String {
      "\(columns)x\(rows)-\(language.rawValue)\(charset == .ascii ? "-ascii" : "")"
    }
  }

  static let formats = [
    Format(columns: 80, rows: 24, language: .french), Format(columns: 80, rows: 24, language: .english),
    Format(
      columns: 80, rows: 24, language: .french, charset: .ascii,
      only: [
        "overview-troubled", "overview-unreadable", "capacity", "sheet-restore", "round", "help", "palette-found",
        "filter-typed", "themes", "marks", "procedures", "runbook-step", "logs", "contacts", "backups",
        "rows-fault", "rows-compared",
      ]),
    Format(columns: 120, rows: 40, language: .french), Format(columns: 120, rows: 40, language: .english),
    Format(columns: 40, rows: 12, language: .french), Format(columns: 40, rows: 12, language: .english),
    Format(columns: 200, rows: 60, language: .french), Format(columns: 200, rows: 60, language: .english),
  ]

  @Test(arguments: formats) func looksAsRecorded(format: Format) throws {
    let isRecording = ProcessInfo.processInfo.environment["VIGIE_RECORD_GOLDENS"] == "1"
    let folder = Self.folder.appending(path: format.testDescription)
    let scenes = Scenes.all(
      columns: format.columns, rows: format.rows, language: format.language, charset: format.charset)
    for (name, stage) in scenes where format.only.isEmpty || format.only.contains(name) {
      let picture = stage.canvas.golden
      let file = folder.appending(path: name + ".txt")
      if isRecording {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try picture.write(to: file, atomically: true, encoding: .utf8)
      } else {
        let recorded = try String(contentsOf: file, encoding: .utf8)
        #expect(picture == recorded, "\(format.testDescription)/\(name)")
      }
    }
  }

  @Test func asciiTerminalsGetNoOtherSigns() {
    for (name, stage) in Scenes.all(columns: 120, rows: 40, language: .english, charset: .ascii) {
      // What people wrote themselves keeps its letters.
      let signs = stage.text.unicodeScalars.filter { !$0.isASCII && !$0.properties.isAlphabetic }
      #expect(signs.isEmpty, "\(name): \(signs)")
    }
  }

  @Test func colourIsForProblemsOnly() {
    let (healthy, troubled) = (Stage(Fixture.healthy).canvas, Stage(Fixture.troubled).canvas)
    func inks(_ canvas: Canvas) -> Set<Ink> {
      Set((0..<canvas.size.rows).flatMap { canvas.cells(row: $0).map(\.style.ink) })
    }
    #expect(inks(healthy).isDisjoint(with: [.warning, .critical]))
    #expect(inks(troubled).isSuperset(of: [.warning, .critical]))
  }

  @Test func whatIsNotKnownNeverLooksFine() {
    let starting = Stage(Fixture.starting)
    #expect(!starting.rows.dropFirst(2).prefix(18).contains { $0.contains("●") })
    #expect(starting.text.contains("Première lecture"))
    var lost = Stage(Fixture.healthy)
    lost.send(.lost(reason: "gone"))
    let canvas = lost.canvas
    let body = (2..<21).flatMap { canvas.cells(row: $0) }.filter { $0.cluster.base != " " }
    #expect(body.allSatisfy { $0.style.ink == .dim || $0.style.ink == .rule })
    #expect(lost.text.contains("agent perdu"))
  }

  @Test func unavailableResourcesDoNotClaimToBeUnderTheirLimit() {
    var stage = Stage(Fixture.unreadable, columns: 120, rows: 40)
    stage.press("3")
    let line = stage.rows.first { $0.contains("Mémoire") } ?? ""
    #expect(line.contains("illisible") && !line.contains("sous le seuil"))
  }

  @Test func productionLooksDifferent() {
    var situation = Fixture.healthy
    situation.production = true
    #expect(Stage(situation).canvas.cells(row: 0).contains { $0.style.ink == .production })
    let sheet = Scenes.restart(Stage(situation)).canvas
    #expect((10..<22).contains { row in sheet.cells(row: row).contains { $0.style.ink == .production } })
  }

  @Test func theSameModelGivesTheSamePicture() {
    for (_, stage) in Scenes.all(columns: 80, rows: 24, language: .french) {
      var canvas = stage.canvas
      render(stage.model, into: &canvas)
      #expect(canvas == stage.canvas)
    }
  }
}
