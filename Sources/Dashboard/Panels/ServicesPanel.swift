import Drawing
import Maintenance

extension Pane {
  /// The services on the overview.
  static let overviewServices = Pane(name: "overview.services", texts: ServiceCells.texts) {
    $0.situation?.services.count ?? 0
  }
}

/// The services in brief.
enum ServicesPanel {
  static func draw(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    let services = situation.services
    let fine = services.count { $0.severity == .fine }
    let worst = services.map(\.severity).max() ?? .fine
    canvas.draw(
      model.rule(
        of: .overviewServices, model.wording(.services), count: "\(fine) / \(services.count)",
        countStyle: worst.countStyle), in: rect.line(0))
    let body = rect.splitTop(1).rest
    guard !services.isEmpty else { return canvas.drawNone(model.wording(.noServices), in: body) }
    let cells = services.map { ServiceCells(service: $0, model: model) }
    let states = min(12, cells.map { $0.state.words.displayColumns }.max() ?? 7)
    let names = cells.map { $0.name.words.displayColumns }.max() ?? 9
    // Names and states that can be read are worth more than the columns that only a wide screen has.
    let room = max(9, rect.columns - 18 - states)
    let wording = model.wording
    let columns = [
      TableColumn.fixed("", 1),
      TableColumn(wording(.service), minimum: min(max(9, names), 26, room), maximum: 26, growth: 1),
      TableColumn(wording(.state), minimum: states, maximum: 14),
      .fixed(wording(.sinceHead), 6, alignment: .right),
      TableColumn(wording(.latency), alignment: .right, minimum: 6, maximum: 7),
      .fixed(wording(.memory), 7, alignment: .right, priority: 2), .fixed("pid", 7, alignment: .right, priority: 3),
    ]
    canvas.draw(
      PaneList(.overviewServices, model, columns: columns, showsHead: model.showsHeads(in: body)) {
        let cells = cells[$0]
        return [cells.mark, cells.name, cells.state, cells.age, cells.latency, cells.memory, cells.pid]
      }, in: body)
  }
}

extension Severity {
  /// The style of a panel's count: quiet unless something is wrong.
  var countStyle: Style { self == .fine ? .dim : style }
}

extension Canvas {
  /// Says that there is nothing to show, and why.
  mutating func drawNone(_ text: String, in rect: Rect) {
    guard !rect.isEmpty else { return }
    put(text, at: Point(column: rect.column + 1, row: rect.row), style: .dim, width: rect.columns - 1)
  }
}
