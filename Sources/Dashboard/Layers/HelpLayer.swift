import Drawing
import Maintenance

/// The keys that work in a place, why some of them do not work now, and then all the others.
enum HelpLayer {
  static func draw(_ help: HelpView, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    canvas.draw(PanelRule(wording(.help), count: "vigie", countStyle: .dim, isFocused: true), in: rect.line(0))
    let body = rect.splitTop(1).rest
    let lines = lines(help, model)
    let first = min(help.scroll, max(0, lines.count - body.rows))
    for (index, line) in lines[first...].prefix(body.rows).enumerated() {
      let place = body.line(index).inset(left: 1)
      guard !line.keys.isEmpty else {
        canvas.put(line.about, in: place, style: .plain)
        continue
      }
      let column = min(20, place.columns / 3)
      canvas.put(line.keys, at: place.origin, style: line.isOpen ? .key : .dim, width: column)
      canvas.put(
        line.about, in: place.inset(left: column + 1), style: line.isOpen ? .plain : .dim)
    }
  }

  /// How far the help can be scrolled on the model's screen.
  static func lastScroll(of help: HelpView, in model: Model) -> Int {
    max(0, lines(help, model).count - (Frame(model.size).body.rows - 1))
  }

  private struct Line {
    /// Empty for a line that is not about a key.
    var keys: String
    var about: String
    var isOpen = true
  }

  private static func lines(_ help: HelpView, _ model: Model) -> [Line] {
    let wording = model.wording
    var below = model
    below.layers.removeAll { if case .help = $0 { true } else { false } }
    var seen: Set<Key> = []
    // Of two commands that share a key the first is meant, as in the dispatch.
    let here = Commands.all.filter { command in
      guard command.places.holds(help.place), command.applies(below) else { return false }
      let keys = model.keys(of: command)
      let isNew = keys.contains { !seen.contains($0) }
      seen.formUnion(keys)
      return isNew
    }
    var lines = here.map { command in
      let obstacle = command.obstacle(below)
      let reason = obstacle.map { " (\(model.why($0)))" } ?? ""
      return Line(
        keys: model.keys(of: command).map(wording.key).joined(separator: " "), about: wording(command.about) + reason,
        isOpen: obstacle == nil)
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
