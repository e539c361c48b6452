import Drawing
import Testing

@Suite struct WidgetTests {
  private func picture(
    _ columns: Int, _ rows: Int = 1, _ charset: Charset = .unicode, _ draw: (inout Canvas) -> Void
  ) -> Canvas {
    var canvas = Canvas(size: Size(columns: columns, rows: rows), charset: charset)
    draw(&canvas)
    return canvas
  }

  private func inks(_ canvas: Canvas, row: Int = 0) -> String {
    String(canvas.cells(row: row).map { $0.style.ink.letter })
  }

  @Test func rulesCarryTitleAndCount() {
    let rule = PanelRule("Services", count: "3 / 4")
    #expect(picture(30) { $0.draw(rule, in: $0.bounds) }.rows == ["─ Services ─────────── 3 / 4 ─"])
    #expect(picture(16) { $0.draw(rule, in: $0.bounds) }.rows == ["─ Servi… 3 / 4 ─"])
    #expect(picture(8) { $0.draw(rule, in: $0.bounds) }.rows == ["─ Ser… ─"])
    #expect(picture(30, 1, .ascii) { $0.draw(rule, in: $0.bounds) }.rows == ["- Services ----------- 3 / 4 -"])
    for width in 0...12 { _ = picture(width) { $0.draw(rule, in: $0.bounds) } }
    let focused = PanelRule("Logs", count: "2", countStyle: .warning, isFocused: true)
    #expect(inks(picture(12) { $0.draw(focused, in: $0.bounds) }) == "a.aaaa.awwwa")
  }

  @Test(
    arguments: [
      (0, "──────────"), (0.001, "━─────────"), (0.43, "━━━━──────"), (0.99, "━━━━━━━━━─"), (1, "━━━━━━━━━━"),
      (7, "━━━━━━━━━━"), (-1, "──────────"), (.nan, "──────────"), (.infinity, "──────────"),
    ] as [(Double, String)])
  func gaugesShowShares(fraction: Double, shown: String) {
    #expect(picture(10) { $0.draw(Gauge(fraction), in: $0.bounds) }.rows == [shown])
  }

  @Test func gaugesShowNothingAndThresholds() {
    #expect(picture(10) { $0.draw(Gauge(nil), in: $0.bounds) }.rows == ["──────────"])
    #expect(picture(10) { $0.draw(Gauge(0.4, threshold: 0.8), in: $0.bounds) }.rows == ["━━━━────┼─"])
    #expect(picture(10, 1, .ascii) { $0.draw(Gauge(0.4), in: $0.bounds) }.rows == ["====------"])
    #expect(picture(1) { $0.draw(Gauge(0.4), in: $0.bounds) }.rows == ["━"])
  }

  @Test func sparklinesStandAgainstTheRightEdge() {
    let line = Sparkline([0, 12, 25, 50, 75, nil, 100, 250], threshold: 80)
    let shown = picture(10) { $0.draw(line, in: $0.bounds) }
    #expect(shown.rows == ["  ⢀⣀⣀⣤⣶ ⣿⣿"])
    #expect(inks(shown) == "..ggggg.ww")
    #expect(picture(3) { $0.draw(line, in: $0.bounds) }.rows == [" ⣿⣿"])
    #expect(picture(4, 1, .ascii) { $0.draw(Sparkline([0, 1, 2, 4], scale: .auto), in: $0.bounds) }.rows == ["._-#"])
    #expect(picture(3) { $0.draw(Sparkline([0, 0, .nan], scale: .auto), in: $0.bounds) }.rows == ["⢀⢀"])
  }

  @Test func aNewSampleOfTheSameMinuteChangesOneCell() {
    let one = picture(20) { $0.draw(Sparkline([10, 20, 30]), in: $0.bounds) }
    let other = picture(20) { $0.draw(Sparkline([10, 20, 90]), in: $0.bounds) }
    let changed = zip(one.cells(row: 0), other.cells(row: 0)).filter { $0 != $1 }
    #expect(changed.count == 1)
  }

  @Test func stripsTellUnknownFromNothing() {
    let strip = HeatStrip([.init(nil), .init(0), .init(0.01), .init(0.5), .init(1, style: .critical)])
    #expect(picture(6) { $0.draw(strip, in: $0.bounds) }.rows == [" ◌·▁▄█"])
    #expect(picture(6, 1, .ascii) { $0.draw(strip, in: $0.bounds) }.rows == [" ?..-#"])
  }

  @Test func hintsAreLeftOutWhole() {
    let line = HintLine([.init("b", "sauver"), .init("r", "restaurer")], last: [.init("?", "aide")])
    #expect(picture(40) { $0.draw(line, in: $0.bounds) }.rows == ["b sauver  r restaurer  ? aide"])
    let narrow = picture(28) { $0.draw(line, in: $0.bounds) }
    #expect(narrow.rows == ["b sauver  ? aide"])
    #expect(inks(narrow).hasPrefix("k.llllll..k.llll"))
    #expect(picture(5) { $0.draw(line, in: $0.bounds) }.rows == ["? ai…"])
  }

  @Test func spansAreCutTogether() {
    let spans = [Span(.critical, Glyphs(.unicode)), Span(" mysql "), Span("arrêté", .critical)]
    let shown = picture(14) { $0.put(spans, at: .origin) }
    #expect(shown.rows == ["✖ mysql arrêté"])
    #expect(picture(12) { $0.put(spans, at: .origin) }.rows == ["✖ mysql arr…"])
    #expect(picture(8) { $0.put(spans, at: .origin) }.rows == ["✖ mysql…"])
    #expect(picture(20) { $0.put(spans, at: .origin, width: 3) }.rows == ["✖ …"])
  }

  // MARK: Tables

  private var services: Table {
    Table(
      columns: [
        .fixed("", 1), TableColumn("nom", minimum: 4, growth: 1),
        TableColumn("état", minimum: 3, priority: 1), .fixed("ms", 4, alignment: .right, priority: 2),
      ],
      rows: [
        [.mark(.fine), .text("nginx"), .text("actif"), .text("2")],
        [.mark(.critical), .text("mysql"), .text("arrêté", .critical), .text("—", .dim)],
      ])
  }

  @Test func tablesAlignAndGrow() {
    let shown = picture(26, 3) { $0.draw(services, in: $0.bounds) }
    #expect(shown.rows[0] == "● nginx        actif     2")
    #expect(shown.rows[1] == "✖ mysql        arrêté    —")
    #expect(inks(shown, row: 1).hasPrefix("c"))
  }

  @Test func tablesLeaveOutColumnsByPriority() {
    #expect(services.widths(in: 26) == [1, 12, 6, 4])
    #expect(services.widths(in: 19) == [1, 5, 6, 4])
    #expect(services.widths(in: 15) == [1, 4, 3, 4])
    #expect(services.widths(in: 14) == [1, 5, 6, nil])
    #expect(services.widths(in: 9) == [1, 7, nil, nil])
    #expect(services.widths(in: 3) == [1, 4, nil, nil])
    #expect(picture(7, 1) { $0.draw(services, in: $0.bounds) }.rows == ["● nginx"])
    #expect(picture(3, 1) { $0.draw(services, in: $0.bounds) }.rows == ["● …"])
    for width in 0...30 { _ = picture(width, 3) { $0.draw(services, in: $0.bounds) } }
  }

  @Test func tablesShowHeadsAndSelection() {
    var table = services
    table.showsHead = true
    table.selected = 1
    let shown = picture(26, 3) { $0.draw(table, in: $0.bounds) }
    #expect(shown.rows[0] == "  nom          état     ms")
    #expect(inks(shown, row: 0).hasPrefix("..lll"))
    #expect(shown[Point(column: 0, row: 2)].style == Style(.critical, .reverse))
    #expect(shown[Point(column: 8, row: 2)].style == .selection)
    #expect(shown[Point(column: 25, row: 2)].style == .selection)
  }

  @Test(
    arguments: [
      (0, 10, 4, 0, 0), (5, 10, 4, 0, 2), (9, 10, 4, 0, 6), (1, 10, 4, 6, 1), (3, 3, 4, 2, 0), (nil, 10, 4, 9, 6),
      (50, 10, 4, 0, 6), (0, 0, 4, 3, 0), (2, 5, 0, 1, 0),
    ] as [(Int?, Int, Int, Int, Int)])
  func listsScrollAsLittleAsPossible(selected: Int?, count: Int, height: Int, previous: Int, first: Int) {
    #expect(Table.first(showing: selected, of: count, in: height, from: previous) == first)
  }

  @Test func tablesStartAtTheFirstRowShown() {
    var table = services
    table.first = 1
    #expect(picture(26, 2) { $0.draw(table, in: $0.bounds) }.rows[0].hasPrefix("✖"))
    table.first = 7
    #expect(picture(26, 2) { $0.draw(table, in: $0.bounds) }.rows == ["", ""])
    table.rows = [[.text("x")]]
    table.first = 0
    #expect(picture(26, 1) { $0.draw(table, in: $0.bounds) }.rows == ["x"])
  }

  // MARK: Sheets

  private var question: Sheet {
    Sheet(
      title: [Span("Démarrer "), Span("mysql", .strong)], body: [[Span("Le service est arrêté depuis 3 min.")]],
      command: "systemctl start mariadb.service",
      buttons: [.init("Échap", "annuler"), .init("y", "démarrer")])
  }

  @Test func sheetsCoverTheLowerPartOnly() {
    var canvas = Canvas(size: Size(columns: 40, rows: 9))
    for row in 0..<9 { canvas.put("services", at: Point(column: 0, row: row)) }
    let covered = canvas.draw(question, in: canvas.bounds)
    #expect(covered == Rect(column: 0, row: 3, columns: 40, rows: 6))
    #expect(
      canvas.rows == [
        "services", "services", "services", "─ Démarrer mysql ───────────────────────",
        " Le service est arrêté depuis 3 min.", "", "   systemctl start mariadb.service", "",
        " [Échap annuler]  y démarrer",
      ])
    #expect(inks(canvas, row: 3).hasPrefix("a..........sssss.a"))
    #expect(inks(canvas, row: 6).contains("ddddd"))
    #expect(inks(canvas, row: 8).hasPrefix(".xxxxxxxxxxxxxxx"))
  }

  @Test func sheetsKeepTheirAnswersInLittleRoom() {
    var sheet = question
    sheet.field = TextField("myq")
    sheet.fieldLabel = "Nom"
    #expect(sheet.rows(in: 40) == 8)
    let shown = picture(40, 4) { $0.draw(sheet, in: $0.bounds) }
    #expect(shown.rows[0].hasPrefix("─ Démarrer"))
    #expect(shown.rows.last == " [Échap annuler]  y démarrer")
    #expect(shown.cursor != nil)
    for (columns, rows) in [(0, 0), (1, 1), (3, 2), (2, 9), (40, 1)] {
      _ = picture(columns, rows) { $0.draw(sheet, in: $0.bounds) }
    }
  }

  @Test func sheetsWrapTheCommandAndNeverCutIt() {
    var sheet = question
    sheet.command = "mariadb --defaults-extra-file=/etc/vigie/main.cnf nationsounds"
    let shown = picture(30, 12) { $0.draw(sheet, in: $0.bounds) }
    let text = shown.rows.map { $0.split(separator: " ").joined(separator: " ") }.joined()
    #expect(text.contains("--defaults-extra-file=/etc/vigie/main.cnf".prefix(24)))
    #expect(!shown.rows.joined().contains("…"))
  }

  @Test func unavailableAnswersSayWhy() {
    var sheet = question
    sheet.buttons[1].unavailable = "lecture seule"
    let shown = picture(60, 7) { $0.draw(sheet, in: $0.bounds) }
    #expect(shown.rows.last?.hasSuffix("y démarrer  (lecture seule)") == true)
  }

  // MARK: Fields

  /// Whether the field took every one of the keys.
  private func press(_ field: inout TextField, _ keys: Key...) -> Bool {
    keys.map { field.take($0) }.allSatisfy { $0 }
  }

  @Test func fieldsEdit() {
    var field = TextField("mysql")
    let edited = press(&field, .home, .character("X"), .right, .delete, .end, .backspace, .left, .character("é"))
    #expect(edited && field.text == "Xmséq")
    #expect(field.cursor == 4)
    let cleared = press(&field, .control("u"))
    #expect(cleared && field.text == "q" && field.cursor == 0)
    let emptied = press(&field, .control("k"), .backspace, .delete, .left, .control("w"))
    #expect(emptied && field.text.isEmpty && field.cursor == 0)
    for key: Key in [.enter, .escape, .up, .control("c"), .tab] {
      let taken = press(&field, key)
      #expect(!taken)
    }
  }

  @Test func fieldsTakeWordsMarksAndLimits() {
    var field = TextField("un deux  ")
    _ = field.take(.control("w"))
    #expect(field.text == "un ")
    for scalar in "e\u{301}".unicodeScalars { _ = field.take(.character(Character(scalar))) }
    #expect(field.text.count == 4 && field.cursor == 4)
    _ = field.take(.character("\u{1B}"))
    #expect(field.text.count == 4)
    var short = TextField("abcdef", limit: 3)
    #expect(short.text == "abc")
    _ = short.take(.character("d"))
    #expect(short.text == "abc")
  }

  @Test func fieldsScrollToTheCursor() {
    var field = TextField("abcdefghij")
    var shown = picture(6) { $0.draw(field, in: $0.bounds) }
    #expect(shown.rows == ["…ghij"])
    #expect(shown.cursor == Point(column: 5, row: 0))
    _ = field.take(.home)
    shown = picture(6) { $0.draw(field, in: $0.bounds) }
    #expect(shown.rows == ["abcde…"] && shown.cursor == .origin)
    let wide = TextField("日本語")
    shown = picture(5) { $0.draw(wide, in: $0.bounds) }
    #expect(shown.cursor == Point(column: 4, row: 0))
    shown = picture(8) { $0.draw(TextField(placeholder: "motif"), in: $0.bounds, isFocused: false) }
    #expect(shown.rows == ["motif"] && shown.cursor == nil)
    #expect(shown[.origin].style == Style(.field, .dim))
  }

  // MARK: Graphs

  @Test func graphsHaveAxisThresholdAndMoments() {
    let graph = Graph(
      [0, 25, 50, 75, 100, nil, nil, 100], threshold: 80, ticks: [.init(0, "0"), .init(100, "100 %")],
      moments: ["08:00", "12:00", "16:00"])
    let shown = picture(28, 5) { $0.draw(graph, in: $0.bounds) }
    #expect(shown.rows[0].hasPrefix("100 %┤"))
    #expect(shown.rows[3].hasPrefix("    0┤"))
    #expect(shown.rows[0].contains("╌") && shown.rows[0].last == "⠉")
    #expect(shown.rows[4] == "      08:00   12:00    16:00")
    #expect(!inks(shown, row: 3).contains("w"))
    let above = Graph([95, 95, 95], threshold: 50)
    #expect(inks(picture(5, 4) { $0.draw(above, in: $0.bounds) }, row: 0).contains("w"))
  }

  @Test func graphsKeepPeaksOfManyValues() {
    var values = [Double?](repeating: 10, count: 100_000)
    values[77_777] = 100
    let shown = picture(41, 4) { $0.draw(Graph(values), in: $0.bounds) }
    #expect(shown.rows[0].contains { $0 != " " && $0 != "│" })
    for rows in 0...3 { for columns in 0...4 { _ = picture(columns, rows) { $0.draw(Graph(values), in: $0.bounds) } } }
  }

  @Test func graphsDrawWithSignsInASCII() {
    let shown = picture(9, 4, .ascii) { $0.draw(Graph([0, 100]), in: $0.bounds) }
    #expect(shown.rows == ["|    ****", "|", "|", "|****"])
    _ = picture(9, 4, .ascii) { $0.draw(Graph([.nan, .infinity], range: 5...5), in: $0.bounds) }
    #expect(picture(4, 2) { $0.draw(Graph([]), in: $0.bounds) }.rows == ["│", "│"])
  }
}
