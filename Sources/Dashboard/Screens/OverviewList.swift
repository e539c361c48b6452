import Drawing
import Maintenance

/// The overview where there is no room for panels: what is wrong, then one line for each panel.
enum OverviewList {
  static func draw(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    let summary = lines(model, situation)
    let problems = situation.problems
    let height = min(problems.count, max(1, rect.rows - min(summary.count, rect.rows / 2)))
    let parts = rect.splitTop(problems.isEmpty ? 0 : height)
    let columns = [TableColumn.fixed("", 1), TableColumn(minimum: 8, growth: 1)]
    canvas.draw(
      PaneList(.problems, model, columns: columns, isMarked: { model.marks.contains(problems[$0].id) }) {
        [problems[$0].sign(model.charset), .spans(ProblemsPanel.headline(problems[$0], model))]
      }, in: parts.top)
    for (index, line) in summary.enumerated() where index < parts.rest.rows {
      let place = parts.rest.line(index).inset(left: 1)
      canvas.put(
        [Span(line.mark, canvas.glyphs), Span(" " + line.name, .label)] + line.spans, in: place)
    }
  }

  private static func lines(_ model: Model, _ situation: Situation) -> [(mark: Mark, name: String, spans: [Span])] {
    let wording = model.wording
    func share(_ severities: [Severity]) -> [Span] {
      [Span(" \(severities.count { $0 == .fine }) / \(severities.count)", (severities.max() ?? .fine).style)]
    }
    func mark(_ severities: [Severity]) -> Mark { (severities.max() ?? .unknown).mark }
    let services = situation.services.map(\.severity)
    let resources = situation.capacity.filter { !$0.usedPercent.isNotConfigured }.map(\.severity)
    let legs = situation.backups.map(\.severity)
    var lines: [(mark: Mark, name: String, spans: [Span])] = [
      (mark(services), wording(.services), share(services)),
      (mark(resources), wording(.capacity), situation.capacity.prefix(3).flatMap { resource(of: $0, wording) }),
      (mark(legs), wording(.backups), share(legs)),
    ]
    if let round = RoundPanel.round(of: situation) {
      let count = Span(" \(round.settledCount) / \(round.tasks.count)")
      lines.append((round.settledCount == round.tasks.count ? .done : .open, wording.round(round.period), [count]))
    }
    return lines
  }

  private static func resource(of resource: ResourceStatus, _ wording: Wording) -> [Span] {
    guard !resource.usedPercent.isNotConfigured else { return [] }
    let name = wording.resource(resource.resource).prefix(3)
    guard let used = resource.usedPercent.fresh else { return [Span(" \(name) ?", .dim)] }
    return [Span(" \(name) ", .label), Span(wording.percent(used), resource.severity.style)]
  }
}
