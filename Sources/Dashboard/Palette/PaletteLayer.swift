import Drawing
import Maintenance

/// The line in which a command is named, in the place of the hints, and above it the commands that it may mean.
enum PaletteLayer {
  /// As many commands are in sight at a time.
  static let most = 10

  static func draw(_ palette: Palette, _ model: Model, _ frame: Frame, _ canvas: inout Canvas) {
    let wording = model.wording
    let rows = model.paletteRows
    let body = frame.hints.isEmpty ? frame.body.splitBottom(1).rest : frame.body
    let place = body.splitBottom(min(body.rows, min(PaletteLayer.most, max(1, rows.count)) + 1)).bottom
    canvas.clear(place)
    let works = rows.count { $0.obstacle == nil }
    canvas.draw(
      PanelRule(wording(.commands), count: "\(works) / \(rows.count)", countStyle: .dim, isFocused: true),
      in: place.line(0))
    let list = place.splitTop(1).rest
    if rows.isEmpty { canvas.drawNone(wording(.noSuchCommand), in: list) }
    let columns = [
      TableColumn(minimum: 16, maximum: 24), TableColumn(minimum: 10, maximum: 30),
      TableColumn(minimum: 6, maximum: 14, priority: 1), TableColumn(minimum: 12, priority: 2, growth: 1),
    ]
    let chosen = min(palette.chosen, max(0, rows.count - 1))
    canvas.draw(
      Listing(columns: columns, count: rows.count, selected: rows.isEmpty ? nil : chosen) {
        cells(rows[$0], model)
      }, in: list)
    drawEntry(":", palette.entry, frame, &canvas)
  }

  /// A line that is typed in the place of the hints.
  static func drawEntry(_ sign: String, _ entry: TextField, _ frame: Frame, _ canvas: inout Canvas) {
    let line = frame.hints.isEmpty ? frame.body.splitBottom(1).bottom : frame.hints
    canvas.clear(line)
    let used = canvas.put(sign, in: line.inset(left: 1), style: .accent)
    canvas.draw(entry, in: line.inset(left: used + 2, right: 1))
  }

  private static func cells(_ row: PaletteRow, _ model: Model) -> [TableCell] {
    let wording = model.wording
    let usual: Style = row.obstacle == nil ? .plain : .dim
    let name = row.found.flatMap { $0.isName ? $0.match.characters : nil } ?? []
    let label = row.found.flatMap { $0.isName ? nil : $0.match.characters } ?? []
    let why = row.obstacle.map(model.why) ?? ""
    return [
      .spans(marked(row.command.name, name, usual)), .spans(marked(wording(row.command.label), label, .dim)),
      .text(
        model.keys(of: row.command).prefix(2).map(wording.key).joined(separator: " "), row.obstacle == nil ? .key : .dim
      ),
      .text(why.isEmpty ? wording(row.command.about) : why, .dim),
    ]
  }

  /// The text with the characters that were meant in the ink of what was found.
  private static func marked(_ text: String, _ characters: [Int], _ style: Style) -> [Span] {
    guard !characters.isEmpty else { return [Span(text, style)] }
    let meant = Set(characters)
    var spans: [Span] = []
    for (index, character) in text.enumerated() {
      let own = meant.contains(index) ? Style(.match) : style
      if spans.last?.style == own {
        spans[spans.count - 1].text.append(character)
      } else {
        spans.append(Span(String(character), own))
      }
    }
    return spans
  }
}
