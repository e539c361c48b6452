import Drawing
import Maintenance

/// The themes and what each is for, over the lower part of the screen, and the inks that tell something side by side.
enum ThemeLayer {
  static func draw(_ chooser: ThemeChooser, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let themes = model.themes
    let isLow = rect.rows < 14
    let height = min(rect.rows, min(themes.count, isLow ? 6 : 10) + 1 + (isLow ? 0 : 2))
    let place = rect.splitBottom(height).bottom
    canvas.clear(place)
    canvas.draw(
      PanelRule(wording(.themes), count: "\(chooser.chosen + 1) / \(themes.count)", countStyle: .dim, isFocused: true),
      in: place.line(0))
    let parts = place.splitTop(1).rest.splitBottom(isLow ? 0 : 2)
    let columns = [
      TableColumn.fixed("", 1), TableColumn(minimum: 12, maximum: 24), TableColumn(minimum: 16, priority: 1, growth: 1),
    ]
    canvas.draw(
      Listing(columns: columns, count: themes.count, selected: chooser.chosen) { row in
        let theme = themes[row]
        return [
          theme.name == chooser.before.name ? .mark(.fine) : .empty, .text(theme.name),
          .text(about(theme).map { wording($0) } ?? wording(.ownTheme), .dim),
        ]
      }, in: parts.rest)
    if !isLow { canvas.put(sample(model, canvas.glyphs), in: parts.bottom.line(1).inset(left: 1)) }
  }

  /// What the themes of the program are for.
  private static func about(_ theme: Theme) -> Phrase? {
    switch theme.name {
    case Theme.terminal.name: Phrase("les couleurs du terminal", "the terminal’s own colours")
    case Theme.night.name: Phrase("clair sur sombre", "light on dark")
    case Theme.day.name: Phrase("sombre sur blanc", "dark on white")
    case Theme.highContrast.name: Phrase("le plus de contraste", "as much contrast as can be")
    case Theme.colourBlindSafe.name: Phrase("sans rouge ni vert à distinguer", "no red and green to tell apart")
    case Theme.mono.name: Phrase("sans couleur", "no colour")
    default: nil
    }
  }

  /// One word in each ink that tells something.
  private static func sample(_ model: Model, _ glyphs: Glyphs) -> [Span] {
    let wording = model.wording
    return [
      Span(.critical, glyphs), Span(" " + wording.severity(.critical), .critical), Span("  "),
      Span(.warning, glyphs), Span(" " + wording.severity(.warning), .warning), Span("  "),
      Span(.fine, glyphs), Span(" " + wording.severity(.fine)), Span("  "), Span(wording.key(.enter), .key),
      Span(" " + wording(.detail), .label), Span("  "), Span(" " + wording(.production) + " ", Style(.production)),
      Span("  "), Span("abc", Style(.match)), Span("  "), Span("abc", Style(.field)), Span("  "),
      Span("abc", .selection),
    ]
  }
}
