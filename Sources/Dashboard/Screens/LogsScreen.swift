import Drawing
import Maintenance

extension ScreenName {
  /// The logs of the plan.
  static let logs = ScreenName("logs")
}

extension Pane {
  /// The logs of the plan.
  static let logs = Pane(name: "logs", texts: LogsScreen.logTexts) { $0.situation?.logs.count ?? 0 }
  /// The entries of the selected log, newest last.
  static let logTail = Pane(name: "log.tail", texts: LogsScreen.entryTexts) { $0.logTail.groups.count }
}

/// The logs with their counts, and the end of the selected one.
enum LogsScreen {
  static let screen = Screen(
    name: .logs, key: "7", title: .logs, panes: [.logs, .logTail], draw: draw,
    drawPane: { pane, model, situation, rect, canvas in
      pane == .logTail ? drawTail(model, in: rect, &canvas) : drawLogs(situation.logs, model, in: rect, &canvas)
    })

  @Sendable static func draw(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    let wanted = max(1, situation.logs.count) + (rect.rows > 8 ? 2 : 1)
    let parts = rect.splitTop(min(wanted, max(2, rect.rows / 3)), gap: rect.rows > 8 ? 1 : 0)
    drawLogs(situation.logs, model, in: parts.top, &canvas)
    drawTail(model, in: parts.rest, &canvas)
  }

  private static func drawLogs(_ logs: [LogStatus], _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let worst = logs.map(severity).max() ?? .fine
    canvas.draw(
      model.rule(
        of: .logs, wording(.logs), count: logs.isEmpty ? "" : wording.pick("24 dernières h", "last 24 h"),
        countStyle: worst == .fine ? .dim : worst.style), in: rect.line(0))
    let body = rect.splitTop(1).rest
    guard !logs.isEmpty else { return canvas.drawNone(wording(.noLogs), in: body) }
    let columns = [
      TableColumn.fixed("", 1), TableColumn(minimum: 8, maximum: 24),
      .fixed(wording(.criticals), 9, alignment: .right), .fixed(wording(.errors), 7, alignment: .right),
      .fixed(wording(.warnings), 8, alignment: .right), .fixed(wording(.ageHead), 6, alignment: .right, priority: 1),
      TableColumn(wording(.lastError), minimum: 16, priority: 2, growth: 2),
      TableColumn(wording(.path), minimum: 24, maximum: 60, priority: 3),
    ]
    canvas.draw(
      PaneList(.logs, model, columns: columns, showsHead: body.rows > logs.count, alwaysPoints: true) {
        cells(logs[$0], model)
      }, in: body)
  }

  /// A log at its worst: what is counted, not what a person makes of it.
  private static func severity(_ log: LogStatus) -> Severity {
    guard let counts = log.counts.fresh else { return .unknown }
    return counts.criticals > 0 ? .critical : counts.errors > 0 ? .warning : .fine
  }

  private static func cells(_ log: LogStatus, _ model: Model) -> [TableCell] {
    let wording = model.wording
    guard let counts = log.counts.value else {
      let absence = log.counts.absence(wording) ?? ""
      return [
        .mark(.unknown), .text(log.name), .mark(.absent), .mark(.absent), .mark(.absent), .mark(.absent),
        .text(absence, .dim), .text(log.path, .dim),
      ]
    }
    let isOld = log.counts.fresh == nil
    func number(_ count: Int, _ style: Style) -> TableCell {
      count == 0 ? .text("0", .dim) : .text(String(count), isOld ? .dim : style)
    }
    return [
      .mark(severity(log).mark), .text(log.name), number(counts.criticals, .critical), number(counts.errors, .warning),
      number(counts.warnings, .plain),
      counts.lastErrorAt.map { .text(wording.age(since: $0, now: model.now), .dim) } ?? .mark(.absent),
      .text(log.counts.old(wording, now: model.now) ?? counts.lastError.map(message) ?? "", .dim),
      .text(log.path, .dim),
    ]
  }

  /// An entry without the moment and the level that the columns before it say: what follows `[…] production.ERROR: `.
  private static func message(_ line: String) -> String {
    guard line.first == "[", let close = line.firstIndex(of: "]") else { return line }
    let rest = line[line.index(after: close)...].drop { $0 == " " }
    guard let colon = rest.firstIndex(of: ":"), !rest[..<colon].contains(" ") else { return String(rest) }
    return String(rest[rest.index(after: colon)...].drop { $0 == " " })
  }

  private static func drawTail(_ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    guard rect.rows >= 2 else { return }
    let wording = model.wording
    let tail = model.logTail
    let groups = tail.groups
    let state = wording(tail.isFollowing ? .following : .paused)
    let count = groups.isEmpty ? "" : tail.isFollowing ? "\(canvas.glyphs.mark(.running)) \(state)" : "|| \(state)"
    canvas.draw(
      model.rule(of: .logTail, model.shownLog?.name ?? wording(.logs), count: count, countStyle: .dim),
      in: rect.line(0))
    let body = rect.splitTop(1).rest
    if let fault = tail.fault {
      return canvas.put([Span(.unknown, canvas.glyphs), Span(" " + wording(fault))], in: body.inset(left: 1))
    }
    guard !groups.isEmpty else {
      let said: Word = tail.end == nil ? .asking : .emptyLog
      return model.situation?.logs.isEmpty == true ? () : canvas.drawNone(wording(said), in: body)
    }
    // A moment of another day is longer: its column is only so wide when one is in sight.
    let isOneDay = groups.suffix(body.rows).allSatisfy { isToday($0.newest, model) }
    let columns = [
      TableColumn.fixed("", isOneDay ? 8 : 13), .fixed("", 1), .fixed("", 8),
      TableColumn(minimum: 16, growth: 1),
    ]
    canvas.draw(
      PaneList(.logTail, model, columns: columns, alwaysPoints: !tail.isFollowing) {
        entryCells(groups[$0], isOneDay: isOneDay, model)
      }, in: body)
  }

  private static func isToday(_ entry: LogEntry, _ model: Model) -> Bool {
    entry.at.map { model.wording.day($0) == model.wording.day(model.now) } ?? true
  }

  private static func entryCells(_ group: LogGroup, isOneDay: Bool, _ model: Model) -> [TableCell] {
    let wording = model.wording
    let entry = group.newest
    let style = entry.level?.style ?? .plain
    let moment = entry.at.map {
      isOneDay ? wording.preciseTime($0) : wording.momentWithTime($0, now: model.now)
    }
    let times = group.count > 1 ? "\(Glyphs(model.charset).times)\(group.count) " : ""
    let tail = entry.moreCount > 0 ? "  +\(entry.moreCount)" : ""
    return [
      .text(moment ?? "", .dim), entry.level?.mark.map { .mark($0) } ?? .empty,
      .text(entry.level.map { wording.level($0) } ?? "", style),
      .spans([Span(times, style), Span(entry.text, entry.level == nil ? .dim : .plain), Span(tail, .dim)]),
    ]
  }

  /// What a filter looks at in the row of a log.
  @Sendable static func logTexts(_ model: Model, _ row: Int) -> [String] {
    guard let log = model.situation?.logs[row] else { return [] }
    return [log.name, log.path, log.counts.value?.lastError ?? ""]
  }

  /// What a filter looks at in an entry: what it says, the lines that follow it too.
  @Sendable static func entryTexts(_ model: Model, _ row: Int) -> [String] {
    let entry = model.logTail.groups[row].newest
    return [entry.text, entry.level.map { model.wording.level($0) } ?? ""] + entry.more
  }

  /// All of an entry.
  static func detail(of group: LogGroup, _ model: Model) -> DetailSheet {
    let wording = model.wording
    let entry = group.newest
    var facts: [DetailSheet.Fact] = []
    if let at = entry.at {
      facts.append(
        DetailSheet.Fact(
          name: wording(.when), text: "\(wording.exact(at)) (\(wording.ago(at, now: model.now)))"))
    }
    if group.count > 1 {
      let since = group.firstAt.map { wording.pick(" depuis \(wording.exact($0))", " since \(wording.exact($0))") }
      facts.append(DetailSheet.Fact(name: wording(.times), text: "\(group.count)" + (since ?? "")))
    }
    if let level = entry.level { facts.append(DetailSheet.Fact(name: wording(.state), text: wording.level(level))) }
    facts.append(DetailSheet.Fact(name: wording(.text), text: entry.text))
    for (index, line) in entry.more.enumerated() {
      facts.append(DetailSheet.Fact(name: index == 0 ? wording(.linesHead) : "", text: line))
    }
    let left = entry.moreCount - entry.more.count
    if left > 0 {
      facts.append(
        DetailSheet.Fact(
          name: "", text: wording.pick(left < 2 ? "… et \(left) autre" : "… et \(left) autres", "… and \(left) more")))
    }
    return DetailSheet(title: model.logTail.name ?? wording(.logs), facts: facts)
  }
}

extension LogLevel {
  /// The sign of a level; `nil` for what asks for nothing.
  var mark: Mark? {
    switch self {
    case .critical, .error: .critical
    case .warning: .warning
    case .info, .debug: nil
    }
  }

  /// The style of the word beside it.
  var style: Style {
    switch self {
    case .critical: Style.critical.adding(.bold)
    case .error: .critical
    case .warning: .warning
    case .info, .debug: .dim
    }
  }
}
