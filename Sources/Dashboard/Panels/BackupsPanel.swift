import Drawing
import Maintenance

extension Pane {
  /// The legs of the backups on the overview.
  static let overviewBackups = Pane(name: "overview.backups", texts: LegCells.texts) {
    $0.situation?.backups.count ?? 0
  }
}

/// The legs of the backups in brief.
enum BackupsPanel {
  static func draw(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    let legs = situation.backups
    let worst = legs.map(\.severity).max() ?? .fine
    canvas.draw(
      model.rule(
        of: .overviewBackups, model.wording(.backups),
        count: "\(legs.count { $0.severity == .fine }) / \(legs.count)", countStyle: worst.countStyle),
      in: rect.line(0))
    let body = rect.splitTop(1).rest
    guard !legs.isEmpty else { return canvas.drawNone(model.wording(.noBackups), in: body) }
    let wording = model.wording
    let columns = [
      TableColumn.fixed("", 1), TableColumn(wording(.leg), minimum: 18, maximum: 20, growth: 1),
      TableColumn(wording(.newest), alignment: .right, minimum: 7, maximum: 10),
      .fixed(wording(.ageHead), 6, alignment: .right), .fixed(wording(.size), 7, alignment: .right, priority: 2),
      TableColumn(wording(.trust), minimum: 12, maximum: 30, priority: 3),
    ]
    canvas.draw(
      PaneList(.overviewBackups, model, columns: columns, showsHead: model.showsHeads(in: body)) {
        let cells = LegCells(leg: legs[$0], model: model)
        return [cells.mark, cells.name, cells.moment, cells.age, cells.size, cells.trust]
      }, in: body)
  }
}
