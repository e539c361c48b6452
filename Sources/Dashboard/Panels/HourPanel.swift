import Drawing
import Maintenance

/// The last hour of each resource as a graph, side by side, where there is room for it.
enum HourPanel {
  static func draw(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let shown = situation.capacity.filter { !$0.lastHour.isEmpty && !$0.usedPercent.isNotConfigured }
    canvas.draw(PanelRule(wording(.lastHour)), in: rect.line(0))
    let body = rect.splitTop(1).rest
    guard !shown.isEmpty else { return canvas.drawNone(wording(.noCapacity), in: body) }
    let count = min(shown.count, max(1, rect.columns / 38))
    for (place, resource) in zip(body.columns(count), shown) {
      graph(of: resource, model, in: place.inset(bottom: max(0, place.rows - 14)), &canvas)
    }
  }

  /// One resource: its name and its use, then the graph with its limit.
  static func graph(of resource: ResourceStatus, _ model: Model, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let used =
      resource.usedPercent.fresh.map(wording.percent) ?? resource.usedPercent.absence(wording)
      ?? canvas.glyphs.mark(.absent)
    canvas.put(
      [
        Span(" " + wording.resource(resource.resource), .label), Span(" " + used, resource.severity.style),
        Span(resource.subject.map { " " + $0 } ?? "", .dim),
      ], in: rect)
    // The limits say where they lie; a round number too near to one gives way.
    let limits = [resource.alert.threshold.percent, resource.critical.threshold.percent]
    let space = 400 / Double(max(1, 4 * (rect.rows - 2)))
    let round = [0.0, 50, 100].filter { value in limits.allSatisfy { abs($0 - value) > space } }
    let ticks = (round + limits).map { Graph.Tick($0, String(Int($0))) }
    let from = wording.timeOfDay(model.now.adding(seconds: -3600))
    canvas.draw(
      Graph(
        resource.lastHour, threshold: resource.alert.threshold.percent,
        critical: resource.critical.threshold.percent, ticks: ticks,
        moments: [from, wording.timeOfDay(model.now)]), in: rect.splitTop(1).rest)
  }
}
