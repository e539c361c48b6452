import Drawing
import Maintenance

/// What stands where nothing is known yet: that the agent is called, or that there is none and what to do.
enum WaitingScreen {
  static func draw(_ model: Model, in rect: Rect, _ canvas: inout Canvas) {
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
    let top = rect.inset(left: 2, top: min(2, rect.rows - 1))
    for (index, line) in lines.enumerated() where index < top.rows {
      canvas.put(line, in: top.line(index))
    }
  }
}
