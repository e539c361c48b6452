import Drawing
import Maintenance

extension Pane {
  /// The resources on the overview.
  static let overviewCapacity = Pane(name: "overview.capacity") { $0.situation?.capacity.count ?? 0 }
}

/// The resources in brief: percent, gauge, the last hour, the clock.
enum CapacityPanel {
  static func draw(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    let isFocused = model.isFocused(.overviewCapacity)
    let hasClocks = situation.capacity.contains { $0.alert.threshold.forSeconds > 0 }
    canvas.draw(
      model.rule(
        of: .overviewCapacity, model.wording(.capacity),
        count: hasClocks && rect.columns >= 36 ? model.wording(.timeAbove) : "", countStyle: .dim), in: rect.line(0))
    let body = rect.splitTop(1).rest
    guard !situation.capacity.isEmpty else { return canvas.drawNone(model.wording(.noCapacity), in: body) }
    let selected = isFocused ? model.selected(.overviewCapacity) : nil
    for (index, resource) in situation.capacity.enumerated() where index < body.rows {
      row(resource, model, in: body.line(index), isSelected: selected == index, &canvas)
    }
  }

  /// One resource on one line, the gauge ten cells wide and the graph in what is left.
  static func row(
    _ resource: ResourceStatus, _ model: Model, in rect: Rect, isSelected: Bool, showsClock: Bool = true,
    _ canvas: inout Canvas
  ) {
    let wording = model.wording
    let style = resource.severity == .fine ? Style.plain : resource.severity.style
    if isSelected { canvas.put(canvas.glyphs.pointer, at: rect.origin, style: .accent) }
    var rest = rect.inset(left: 1)
    canvas.put(wording.resource(resource.resource), at: rest.origin, style: isSelected ? .strong : .plain, width: 7)
    rest = rest.inset(left: 7)
    guard let used = resource.usedPercent.value else {
      canvas.put(canvas.glyphs.mark(.absent), at: rest.origin, style: .dim, width: 5, alignment: .right)
      let reason = resource.usedPercent.absence(wording) ?? ""
      canvas.put(
        "\(canvas.glyphs.mark(.unknown)) \(reason)", in: rest.inset(left: 6), style: .dim, alignment: .right)
      return
    }
    let isFresh = resource.usedPercent.fresh != nil
    canvas.put(
      wording.percent(used), at: rest.origin, style: isFresh ? style : .dim, width: min(5, rest.columns),
      alignment: .right)
    rest = rest.inset(left: 6)
    var (clock, clockStyle) = ThresholdWords(resource: resource, model: model).brief(canvas.glyphs)
    if let since = resource.usedPercent.staleSince {
      (clock, clockStyle) = (canvas.glyphs.mark(.unknown) + wording.age(since: since, now: model.now), .dim)
    }
    let parts = rest.splitRight(showsClock ? min(8, rest.columns) : 0, gap: showsClock ? 1 : 0)
    canvas.put(clock, in: parts.right, style: clockStyle, alignment: .right)
    let bars = parts.rest.splitLeft(min(10, parts.rest.columns), gap: 1)
    canvas.draw(Gauge(used / 100, style: isFresh ? Style(.graph) : .dim), in: bars.left)
    let limit = resource.alert.threshold.percent
    canvas.draw(
      Sparkline(resource.lastHour, style: isFresh ? Style(.graph) : .dim, threshold: limit, aboveStyle: .warning),
      in: bars.rest)
  }
}
