import Drawing
import Maintenance

extension ScreenName {
  /// Now and the last hour.
  static let capacity = ScreenName("capacity")
}

extension Pane {
  /// The resources with their clocks.
  static let resources = Pane(name: "resources") { $0.situation?.capacity.count ?? 0 }
}

/// The resources with their thresholds' clocks spelled out, and the host's figures.
enum CapacityScreen {
  static let screen = Screen(
    name: .capacity, key: "3", title: .capacity, panes: [.resources], draw: draw,
    drawPane: drawPane)

  @Sendable static func draw(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    var rest = drawResources(model, situation, in: rect, withClocks: rect.rows >= 18, &canvas)
    if rest.rows >= 24 {
      let parts = rest.splitBottom(min(16, rest.rows - 14), gap: 1)
      rest = parts.rest
      HourPanel.draw(model, situation, in: parts.bottom, &canvas)
    }
    HostFigures.draw(model, situation.vitals, in: rest, &canvas)
  }

  /// The resources, the clocks of the selected one, and its last hour as large as there is room for.
  @Sendable private static func drawPane(
    _: Pane, _ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas
  ) {
    let rest = drawResources(model, situation, in: rect, withClocks: true, &canvas)
    guard let selected = model.selected(.resources), rest.rows >= 4 else { return }
    HourPanel.graph(of: situation.capacity[selected], model, in: rest, &canvas)
  }

  /// Every resource on a line, and the clocks of the selected one; returns what is left of the room.
  private static func drawResources(
    _ model: Model, _ situation: Situation, in rect: Rect, withClocks: Bool, _ canvas: inout Canvas
  ) -> Rect {
    let resources = situation.capacity
    let selected = model.selected(.resources)
    canvas.draw(model.rule(of: .resources, model.wording(.thresholds)), in: rect.line(0))
    var rest = rect.splitTop(1).rest
    if resources.isEmpty { canvas.drawNone(model.wording(.noCapacity), in: rest) }
    for (index, resource) in resources.enumerated() where index < rest.rows {
      line(resource, model, in: rest.line(index), isSelected: selected == index, &canvas)
    }
    rest = rest.splitTop(max(1, resources.count)).rest
    if withClocks, let selected {
      let clocks = clockLines(resources[selected], model)
      for (index, spans) in clocks.enumerated() where index < rest.rows {
        canvas.put(spans, in: rest.line(index).inset(left: 1))
      }
      rest = rest.splitTop(clocks.count).rest
    }
    return rest.splitTop(0, gap: 1).rest
  }

  /// A resource on one line: percent, gauge, the last hour, and how its clock stands, in words.
  static func line(
    _ resource: ResourceStatus, _ model: Model, in rect: Rect, isSelected: Bool, _ canvas: inout Canvas
  ) {
    let wording = model.wording
    guard rect.columns >= 60 else {
      return CapacityPanel.row(resource, model, in: rect, isSelected: isSelected, &canvas)
    }
    let graph = min(60, max(8, rect.columns - 82))
    let parts = rect.splitLeft(25 + graph, gap: 1)
    CapacityPanel.row(resource, model, in: parts.left, isSelected: isSelected, showsClock: false, &canvas)
    let words = ThresholdWords(resource: resource, model: model)
    let subject = resource.subject.map { "\($0) \(canvas.glyphs.dot) " } ?? ""
    var said: (text: String, style: Style) =
      resource.usedPercent.old(wording, now: model.now).map { ($0, .dim) }
      ?? words.sentence(words.clock)
    // The place of the gauge says so already.
    if resource.usedPercent.value == nil, said.text == resource.usedPercent.absence(wording) { said.text = "" }
    canvas.put(
      [Span(" " + subject, .plain), Span(said.text, said.style)], in: parts.rest)
  }

  /// Both clocks of the selected resource and the written advice.
  private static func clockLines(_ resource: ResourceStatus, _ model: Model) -> [[Span]] {
    let wording = model.wording
    let words = ThresholdWords(resource: resource, model: model)
    var lines: [[Span]] = []
    // The line above says how the first of them stands.
    for clock in [resource.alert, resource.critical] where clock != words.clock {
      let said = words.sentence(clock)
      let name = "\(wording.resource(resource.resource)), \(wording.severity(clock.severity))"
      lines.append([Span(name + "  ", .label), Span(said.text, said.style)])
    }
    if let why = words.whyNot(resource.alert) {
      lines.append([Span(wording.pick("pas encore", "not yet") + "  ", .label), Span(why)])
    }
    if let action = resource.action { lines.append([Span(wording(.advice) + "  ", .label), Span(wording(action))]) }
    return lines
  }
}
