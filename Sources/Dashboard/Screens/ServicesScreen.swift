import Drawing
import Maintenance

extension ScreenName {
  /// The services.
  static let services = ScreenName("services")
}

extension Pane {
  /// The list of the services.
  static let services = Pane(name: "services", texts: ServiceCells.texts) { $0.situation?.services.count ?? 0 }
}

/// Every service, and all that is known of the selected one.
enum ServicesScreen {
  static let screen = Screen(
    name: .services, key: "2", title: .services, panes: [.services], draw: draw,
    drawPane: { drawList($1, $2, in: $3, &$4) })

  @Sendable static func draw(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    let services = situation.services
    let isWide = rect.columns >= 112
    let wanted = services.count + 2
    let parts: (list: Rect, detail: Rect)
    if isWide {
      let halves = rect.splitLeft(rect.columns * 3 / 5, gap: 2)
      parts = (halves.left, halves.rest)
    } else {
      let detailRows = rect.rows >= 12 ? min(10, rect.rows - 6) : 0
      let halves = rect.splitTop(min(wanted, rect.rows - (detailRows > 0 ? detailRows + 1 : 0)), gap: 1)
      parts = (halves.top, detailRows > 0 ? halves.rest : Rect(column: 0, row: 0, columns: 0, rows: 0))
    }
    drawList(model, situation, in: parts.list, &canvas)
    if let selected = model.selected(.services) { drawDetail(services[selected], model, in: parts.detail, &canvas) }
  }

  private static func drawList(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    let wording = model.wording
    let services = situation.services
    let fine = services.count { $0.severity == .fine }
    let worst = services.map(\.severity).max() ?? .fine
    canvas.draw(
      model.rule(
        of: .services, wording(.services), count: "\(fine) / \(services.count)", countStyle: worst.countStyle),
      in: rect.line(0))
    let body = rect.splitTop(1).rest
    guard !services.isEmpty else { return canvas.drawNone(wording(.noServices), in: body) }
    canvas.draw(
      PaneList(
        .services, model, columns: columns(services, wording), showsHead: body.rows > min(4, services.count),
        alwaysPoints: true
      ) {
        let cells = ServiceCells(service: services[$0], model: model)
        return [
          cells.mark, cells.name, cells.state, cells.since, cells.answerStatus, cells.latency, cells.memory, cells.pid,
          cells.restarts,
        ]
      }, in: body)
  }

  /// A name that can be read is worth more than the columns that only a wide screen has.
  private static func columns(_ services: [ServiceStatus], _ wording: Wording) -> [TableColumn] {
    let longest = services.map { wording($0.label).displayColumns }.max() ?? 8
    return [
      .fixed("", 1), TableColumn(wording(.service), minimum: min(max(8, longest), 22), maximum: 28, growth: 1),
      TableColumn(wording(.state), minimum: 10, maximum: 13),
      .fixed(wording(.sinceHead), 6, alignment: .right), .fixed(wording(.answer), 8, alignment: .right, priority: 1),
      .fixed(wording(.latency), 7, alignment: .right, priority: 2),
      .fixed(wording(.memory), 8, alignment: .right, priority: 3),
      .fixed("pid", 7, alignment: .right, priority: 4),
      .fixed(wording(.restarts), 8, alignment: .right, priority: 5),
    ]
  }

  private static func drawDetail(
    _ service: ServiceStatus, _ model: Model, in rect: Rect, _ canvas: inout Canvas
  ) {
    guard !rect.isEmpty else { return }
    canvas.draw(
      PanelRule(
        model.wording(service.label), count: model.wording(service.label) == service.name ? "" : service.name,
        countStyle: .dim), in: rect.line(0))
    canvas.draw(facts(service, model), in: rect.splitTop(1).rest)
  }

  private static func facts(_ service: ServiceStatus, _ model: Model) -> Facts {
    let wording = model.wording
    var facts = Facts()
    if let problem = model.situation?.problems.first(where: { $0.subject == .service(service.name) }) {
      facts.add(
        wording(.problem),
        "\(wording.headline(problem, in: model.situation)) · \(wording.cause(problem, in: model.situation))",
        problem.severity.style)
    }
    switch service.condition {
    case .pending: facts.add(wording(.state), wording(.pending), .dim)
    case .unavailable(let why):
      facts.add(wording(.state), "\(wording.unavailable(why.kind)) · \(why.detail)", .dim)
    case .known(let condition, _), .stale(let condition, _):
      let old = service.condition.staleSince.map { " (\(wording(.old)) \(wording.since($0, now: model.now)))" } ?? ""
      facts.add(wording(.state), wording.activity(condition.activity) + old, old.isEmpty ? .plain : .dim)
      facts.add(
        wording(.sinceHead),
        condition.since.map { "\(wording.exact($0)) (\(wording.age(since: $0, now: model.now)))" })
      facts.add(wording(.process), condition.pid.map { "pid \($0)" })
      facts.add(wording(.memory), condition.memoryBytes.map(wording.bytes))
      facts.add(wording(.lastEnding), condition.ending.map(wording.ending))
      facts.add(wording(.restarts), condition.restarts.map(String.init))
    }
    switch service.answer {
    // What answered before it stopped, or does not answer because of it, says nothing.
    case _ where service.isStopped: break
    case .pending: facts.add(wording(.answer), wording(.pending), .dim)
    case .unavailable(let why):
      if why.kind != .notConfigured {
        facts.add(wording(.answer), "\(wording.unavailable(why.kind)) · \(why.detail)", .critical)
      }
    case .known(let answer, _), .stale(let answer, _):
      if answer.status != nil || answer.fault == nil {
        let status = answer.status.map { "HTTP \($0)" } ?? wording(.accepts)
        let latency = wording.latency(milliseconds: answer.latencyMilliseconds)
        facts.add(wording(.answer), "\(status) · \(latency)", service.answer.fresh == nil ? .dim : .plain)
      }
      facts.add(wording(.fault), answer.fault.map(wording.fault), .critical)
      if let ends = answer.certificateEnds {
        let left = wording.age(ends.seconds(since: model.now))
        facts.add(
          wording(.certificate),
          wording.pick("jusqu’au \(wording.day(ends)) (\(left))", "until \(wording.day(ends)) (\(left))"))
      }
    }
    facts.add(
      wording(.control),
      service.isControllable
        ? "vigie service \(service.isStopped ? "start" : "restart") \(service.name)" : model.why(.notControllable), .dim
    )
    return facts
  }
}
