import Drawing
import Maintenance

/// The latest operations in brief, for the third column of a wide screen.
enum OperationsPanel {
  static func draw(_ model: Model, _ situation: Situation, in rect: Rect, _ canvas: inout Canvas) {
    canvas.draw(PanelRule(model.wording(.latestOperations)), in: rect.line(0))
    let body = rect.splitTop(1).rest
    let operations = situation.operations
    guard !operations.isEmpty else { return canvas.drawNone(model.wording(.noOperations), in: body) }
    let columns = [
      TableColumn.fixed("", 1), TableColumn(minimum: 20, growth: 1),
      TableColumn(alignment: .right, minimum: 5, maximum: 8), TableColumn(alignment: .right, minimum: 4, maximum: 9),
      TableColumn(minimum: 6, maximum: 12, priority: 2),
    ]
    canvas.draw(
      Listing(columns: columns, count: operations.count) {
        let cells = OperationCells(operation: operations[$0], model: model)
        return [cells.mark, cells.title, cells.moment, cells.duration, cells.by]
      }, in: body)
  }
}
