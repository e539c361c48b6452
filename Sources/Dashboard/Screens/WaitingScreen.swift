import Drawing
import Maintenance

/// What stands where nothing is known yet: the panels that are about to be filled, or that there is no agent and what to
/// do.
enum WaitingScreen {
  static func draw(_ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let isComing: Bool =
      switch model.connection {
      case .connecting, .connected: true
      case .lost, .agentMissing: false
      }
    if isComing, rect.columns >= 60, rect.rows >= 14 { return drawPanels(model, in: rect, &canvas) }
    drawWords(model, in: rect, &canvas)
  }

  /// The overview before its first figure. Nothing in it says that anything is fine.
  private static func drawPanels(_ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let isWide = rect.columns >= OverviewScreen.wide
    let wording = model.wording
    var titles = [
      [wording(.services), wording(.capacity)], [wording(.backups), wording.round(.daily)],
    ]
    if isWide {
      titles[0].append(wording(.processors))
      titles[1].append(wording(.latestOperations))
    }
    let height = min(6, (rect.rows - 5) / 2)
    for (row, titles) in titles.enumerated() {
      let band = Rect(
        column: rect.column, row: rect.row + row * (height + 1), columns: rect.columns, rows: height)
      for (title, panel) in zip(titles, OverviewScreen.columns(band, isWide: isWide)) {
        canvas.draw(PanelRule(title), in: panel.line(0))
        canvas.put(
          [Span(.unknown, canvas.glyphs), Span(" " + wording(.pending), .dim)], in: panel.line(1).inset(left: 1))
      }
    }
    let rest = rect.inset(top: 2 * (height + 1))
    canvas.draw(PanelRule(wording(.toDealWith)), in: rest.line(0))
    drawWords(model, in: rest.splitTop(1).rest, left: 1, top: 0, &canvas)
  }

  private static func drawWords(_ model: Model, in rect: Rect, left: Int = 2, top: Int = 2, _ canvas: inout Canvas) {
    let wording = model.wording
    var lines: [[Span]] = []
    func say(_ text: String, _ style: Style) {
      lines += text.wrapped(in: max(1, rect.columns - 4)).map { [Span($0, style)] }
    }
    switch model.connection {
    case .connecting: lines = [[Span(.running, canvas.glyphs), Span(" " + wording(.connecting))]]
    case .connected: lines = [[Span(.unknown, canvas.glyphs), Span(" " + wording(.firstReading))]]
    case .lost(_, let reason):
      lines = [[Span(.critical, canvas.glyphs), Span(" " + wording(.agentLost), .critical)]]
      say(reason, .plain)
    case .agentMissing(let reason):
      lines = [[Span(.critical, canvas.glyphs), Span(" " + wording(.noAgent), .critical)]]
      say(reason, .plain)
      lines.append([])
      say(wording(.noAgentAdvice), .dim)
    }
    let room = rect.inset(left: left, top: min(top, max(0, rect.rows - 1)))
    for (index, line) in lines.enumerated() where index < room.rows {
      canvas.put(line, in: room.line(index))
    }
  }
}
