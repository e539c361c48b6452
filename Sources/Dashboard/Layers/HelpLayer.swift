import Drawing
import Maintenance

/// The keys that work in a place by what they are about, those of the place itself first, with the reason why one does
/// not work now; then what the signs mean. On a wide screen in columns.
enum HelpLayer {
  static func draw(_ help: HelpView, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let lines = lines(help, model)
    let body = rect.splitTop(1).rest
    let columns = body.columns(HelpLayer.columnCount(body.columns))
    let room = body.rows * columns.count
    let first = min(help.scroll, max(0, lines.count - room))
    let below = max(0, lines.count - first - room)
    let count = below > 0 ? wording.pick("encore \(below)", "\(below) more") : "vigie"
    canvas.draw(PanelRule(wording(.help), count: count, countStyle: .dim, isFocused: true), in: rect.line(0))
    guard body.rows > 0 else { return }
    let keys = min(20, lines.map { $0.keys.displayColumns }.max() ?? 0)
    for (index, line) in lines[first...].prefix(room).enumerated() {
      draw(line, keys: keys, in: columns[index / body.rows].line(index % body.rows).inset(left: 1), &canvas)
    }
  }

  private static func draw(_ line: Line, keys: Int, in place: Rect, _ canvas: inout Canvas) {
    guard !line.keys.isEmpty else { return canvas.put([Span(line.about, .strong)], in: place) }
    let column = min(keys + 1, place.columns / 3)
    canvas.put(line.keys, at: place.origin, style: line.isOpen ? .key : .dim, width: column)
    canvas.put(line.about, in: place.inset(left: column + 1), style: line.isOpen ? .plain : .dim)
  }

  private static func columnCount(_ columns: Int) -> Int { max(1, min(3, columns / 66)) }

  /// How far the help can be scrolled on the model's screen.
  static func lastScroll(of help: HelpView, in model: Model) -> Int {
    let body = Frame(model.size).body
    return max(0, lines(help, model).count - max(0, body.rows - 1) * columnCount(body.columns))
  }

  private struct Line {
    /// Empty for a title.
    var keys: String
    var about: String
    var isOpen = true
  }

  private static func lines(_ help: HelpView, _ model: Model) -> [Line] {
    let wording = model.wording
    var below = model
    below.layers.removeAll { if case .help = $0 { true } else { false } }
    var seen: Set<Key> = []
    var lines: [Line] = []
    for group in Commands.groups {
      // Of two commands that share a key the first is meant, as in the dispatch.
      let here = group.commands.filter { command in
        guard command.places.holds(help.place), command.applies(below) else { return false }
        let keys = model.keys(of: command)
        let isNew = keys.contains { !seen.contains($0) }
        seen.formUnion(keys)
        return isNew
      }
      guard !here.isEmpty else { continue }
      lines += [Line(keys: "", about: "")].prefix(lines.count) + [Line(keys: "", about: wording(group.title))]
      lines += here.map { command in
        let obstacle = command.obstacle(below)
        let reason = obstacle.map { " (\(model.why($0)))" } ?? ""
        return Line(
          keys: model.keys(of: command).map(wording.key).joined(separator: " "),
          about: wording(command.about) + reason, isOpen: obstacle == nil)
      }
    }
    lines.append(Line(keys: "", about: ""))
    lines.append(Line(keys: "", about: wording(.signs)))
    let signs: [(Mark, Word)] = [
      (.fine, .signFine), (.done, .signDone), (.open, .signOpen), (.running, .signRunning), (.warning, .signWarning),
      (.critical, .signCritical), (.unknown, .signUnknown), (.absent, .signAbsent),
    ]
    let glyphs = Glyphs(model.charset)
    lines += signs.map { Line(keys: glyphs.mark($0.0), about: wording($0.1)) }
    return lines
  }
}
