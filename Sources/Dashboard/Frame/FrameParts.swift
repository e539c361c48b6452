import Drawing
import Maintenance

/// Draws what surrounds every screen.
enum FrameParts {
  /// The one line of a screen that has no room for more.
  static func headline(_ model: Model) -> String {
    guard let situation = model.situation else { return "vigie" }
    let production = situation.production ? model.wording(.production) + " " : ""
    return "\(production)\(situation.application) \(model.wording.summary(situation.problems))"
  }

  /// Where one is, how many problems there are, and when it is.
  static func drawHeader(_ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let wording = model.wording
    let isNarrow = rect.columns < 64
    let time = isNarrow ? wording.timeOfDay(model.now) : wording.dateTime(model.now)
    let counts = counts(model, isNarrow: isNarrow, canvas.glyphs)
    let countColumns = counts.reduce(0) { $0 + $1.text.displayColumns }
    let timeColumns = model.situation == nil ? 0 : time.displayColumns
    let end = rect.endColumn - 1
    if timeColumns > 0 { canvas.put(time, at: Point(column: end - timeColumns, row: rect.row), style: .dim) }
    let countStart = end - timeColumns - (timeColumns > 0 ? 3 : 0) - countColumns
    if countStart > 8 { canvas.put(counts, at: Point(column: countStart, row: rect.row)) }
    canvas.put(
      title(model, canvas.glyphs), at: Point(column: rect.column + 1, row: rect.row),
      width: max(6, countStart - rect.column - 3))
  }

  private static func title(_ model: Model, _ glyphs: Glyphs) -> [Span] {
    let wording = model.wording
    guard let situation = model.situation else { return [Span("vigie", .banner)] }
    let name =
      situation.production
      ? Span(" \(situation.application) ", Style(.production)) : Span(situation.application, .banner)
    // What limits or warns stands before the host, which is cut first.
    var spans = [name]
    if situation.production { spans.append(Span(" \(glyphs.dot) \(wording(.production))", .plain)) }
    if model.isReadOnly { spans.append(Span(" \(glyphs.dot) \(wording(.readOnly))", .accent)) }
    if let at = model.locksAt {
      let left = wording.age(at.seconds(since: model.now))
      spans.append(Span(" \(glyphs.dot) \(wording.pick("ouvert", "unlocked")) \(left)", .accent))
    }
    if let role = model.connection.role, role == .observer {
      spans.append(Span(" \(glyphs.dot) \(wording.role(role))", .dim))
    }
    return spans + [Span(" \(glyphs.dot) ", .dim), Span(situation.host)]
  }

  private static func counts(_ model: Model, isNarrow: Bool, _ glyphs: Glyphs) -> [Span] {
    let wording = model.wording
    if !model.isLive, let situation = model.situation {
      let age = wording.age(since: situation.at, now: model.now)
      return [Span("\(glyphs.mark(.unknown)) \(wording.pick("données d’il y a \(age)", "data \(age) old"))", .warning)]
    }
    guard let situation = model.situation else { return [] }
    let firing = situation.problems.filter { $0.state == .firing }
    var spans: [Span] = []
    for severity in [Severity.critical, .warning, .unknown] {
      let number = firing.count { $0.severity == severity }
      guard number > 0 else { continue }
      let text = isNarrow ? String(number) : wording.count(number, of: severity)
      spans.append(Span("\(spans.isEmpty ? "" : "  ")\(glyphs.mark(severity.mark)) \(text)", severity.style))
    }
    return spans
  }

  /// The screens and their digits. Where there is no room for all names, those on the right give way first, the
  /// present one never; screens without their names that stand side by side are told as `7…9`.
  static func drawTabs(_ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    guard !rect.isEmpty else { return }
    let present = Screens.all.firstIndex { $0.name == model.screen } ?? 0
    var column = rect.column + 1
    let (tabs, gap) = tabs(model, present: present, in: rect.columns - 1, canvas.charset)
    for tab in tabs where column < rect.endColumn {
      let spans =
        tab.isPresent
        ? [Span(tab.digits + " " + tab.title, .accent)]
        : [Span(tab.digits, .key), Span(tab.title.isEmpty ? "" : " " + tab.title, .label)]
      column += canvas.put(spans, at: Point(column: column, row: rect.row), width: rect.endColumn - column) + gap
    }
  }

  private struct Tab {
    var digits: String
    var title = ""
    var isPresent = false
    var columns: Int { digits.displayColumns + (title.isEmpty ? 0 : 1 + title.displayColumns) }
  }

  private static func tabs(_ model: Model, present: Int, in room: Int, _ charset: Charset) -> (tabs: [Tab], gap: Int) {
    var named = Set(Screens.all.indices)
    while true {
      var tabs: [Tab] = []
      var run: ClosedRange<Int>?
      func flush() {
        guard let range = run else { return }
        run = nil
        let first = Screens.all[range.lowerBound].key
        let last = Screens.all[range.upperBound].key
        if range.count < 3 {
          tabs += range.map { Tab(digits: String(Screens.all[$0].key)) }
        } else {
          tabs.append(Tab(digits: "\(first)\(charset == .unicode ? "…" : "-")\(last)"))
        }
      }
      for (index, screen) in Screens.all.enumerated() {
        if named.contains(index) {
          flush()
          tabs.append(
            Tab(digits: String(screen.key), title: model.wording(screen.title), isPresent: index == present))
        } else {
          run = (run?.lowerBound ?? index)...index
        }
      }
      flush()
      let columns = tabs.reduce(0) { $0 + $1.columns }
      // All names closer together rather than one name less.
      let gaps = named.count == Screens.all.count ? [2, 1] : [2]
      for gap in gaps where columns + gap * max(0, tabs.count - 1) <= room { return (tabs, gap) }
      guard let last = named.filter({ $0 != present }).max() else { return (tabs, 2) }
      named.remove(last)
    }
  }

  /// What has just happened, that the agent is lost, or what runs; and the keys that work.
  static func drawStatus(_ model: Model, _ frame: Frame, _ canvas: inout Canvas) {
    let hints = hints(model)
    if model.place.takesHintLine {
      // What is typed stands in the place of the hints: they take that of the status, unless something was just said.
      guard model.toasts.isEmpty else {
        return canvas.put(status(model, canvas.glyphs), in: frame.status.inset(left: 1))
      }
      return canvas.draw(hints, in: frame.status.inset(left: 1))
    }
    let line = frame.status.isEmpty ? frame.hints : frame.status
    let said = status(model, canvas.glyphs)
    if frame.status.isEmpty && !said.isEmpty && (!model.toasts.isEmpty || model.connection.role == nil) {
      canvas.put(said, in: line.inset(left: 1))
      return
    }
    if !frame.status.isEmpty && !said.isEmpty {
      canvas.put(said, in: line.inset(left: 1))
    }
    canvas.draw(hints, in: frame.hints.inset(left: 1))
  }

  /// The hint line, from the table of commands.
  static func hints(_ model: Model) -> HintLine {
    let wording = model.wording
    func hint(_ command: Command) -> HintLine.Hint? {
      model.keys(of: command).first.map { HintLine.Hint(wording.key($0), command.hintLabel(in: model)) }
    }
    let commands = Commands.hints(in: model)
    // The way out and the help stay when others give way.
    let out =
      model.size.columns < 60
      ? nil
      : commands.last { command in
        (command.hint ?? 0) >= 40 && (command.name == "quit" || command.keys.contains(.escape))
      }
    let help = Commands.named("help").flatMap { $0.places.holds(model.place) && $0.works(in: model) ? $0 : nil }
    return HintLine(
      commands.filter { $0.name != out?.name }.compactMap(hint), last: [out, help].compactMap { $0 }.compactMap(hint))
  }

  private static func status(_ model: Model, _ glyphs: Glyphs) -> [Span] {
    let wording = model.wording
    if let toast = model.toasts.last {
      return [Span(toast.mark, glyphs), Span(" " + toast.text, toast.mark == .critical ? .critical : .strong)]
    }
    switch model.connection {
    case .lost(let since, let reason):
      let text = wording.pick("agent perdu ", "agent lost ") + wording.since(since, now: model.now)
      return [Span(.critical, glyphs), Span(" " + text, .critical), Span(" \(glyphs.dot) \(reason)", .plain)]
    case .agentMissing(let reason):
      guard model.situation != nil else { return [] }
      return [
        Span(.critical, glyphs), Span(" " + wording(.noAgent), .critical), Span(" \(glyphs.dot) \(reason)", .plain),
      ]
    case .connecting:
      return model.situation == nil ? [] : [Span(.running, glyphs), Span(" " + wording(.connecting), .plain)]
    case .connected: return running(model, glyphs)
    }
  }

  /// The running operation, its step, and how far that is.
  private static func running(_ model: Model, _ glyphs: Glyphs) -> [Span] {
    if case .operation = model.layers.last { return [] }
    let running = model.situation?.operations.filter { $0.state == .running } ?? []
    guard let operation = running.first else { return [] }
    let wording = model.wording
    var spans = [Span(.running, glyphs), Span(" " + wording(operation.title), .strong)]
    if let index = operation.steps.firstIndex(where: { $0.state == .running }) {
      let step = operation.steps[index]
      spans.append(Span(" \(glyphs.dot) \(index + 1)/\(operation.steps.count) \(wording(step.title))", .plain))
      if let progress = step.progress {
        spans.append(Span(" \(glyphs.dot) \(wording.percent(progress * 100))", .plain))
      }
    }
    spans.append(Span(" \(glyphs.dot) " + wording.since(operation.startedAt, now: model.now), .dim))
    if running.count > 1 { spans.append(Span(" (+\(running.count - 1))", .dim)) }
    return spans
  }
}
