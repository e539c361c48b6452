import Drawing
import Maintenance

/// The rows of a pane in columns: those that its filter leaves, with what it looks for marked, and the selected one in
/// sight.
struct PaneList {
  var pane: Pane
  var model: Model
  var columns: [TableColumn]
  var showsHead = false
  /// Whether the selected row is pointed at though another pane has the focus.
  var alwaysPoints = false
  /// Empty cells between columns.
  var gap = 1
  /// Whether a row was marked.
  var isMarked: ((Int) -> Bool)?
  /// The cells of a row, counted among all rows of the pane.
  let row: (Int) -> [TableCell]

  init(
    _ pane: Pane, _ model: Model, columns: [TableColumn], showsHead: Bool = false, alwaysPoints: Bool = false,
    gap: Int = 1, isMarked: ((Int) -> Bool)? = nil, row: @escaping (Int) -> [TableCell]
  ) {
    self.pane = pane
    self.model = model
    self.columns = columns
    self.showsHead = showsHead
    self.alwaysPoints = alwaysPoints
    self.gap = gap
    self.isMarked = isMarked
    self.row = row
  }
}

extension Canvas {
  /// Draws the rows that are in sight.
  mutating func draw(_ list: PaneList, in rect: Rect) {
    let model = list.model
    let rows = model.rows(of: list.pane)
    let selected = model.selected(list.pane).flatMap { row in rows == nil ? row : rows?.firstIndex(of: row) }
    guard rows?.isEmpty != true else { return drawNone(model.wording(.nothingFound), in: rect) }
    let points = list.alwaysPoints || model.isFocused(list.pane)
    draw(
      Listing(
        columns: list.columns, count: rows?.count ?? list.pane.count(model), showsHead: list.showsHead,
        selected: points ? selected : nil, anchor: selected, gap: list.gap,
        isMarked: list.isMarked.map { isMarked in { isMarked(rows?[$0] ?? $0) } }
      ) { list.row(rows?[$0] ?? $0) }, in: rect)
    if let filter = model.filters[list.pane], !filter.isInverse {
      mark(filter.words, in: list.showsHead ? rect.splitTop(1).rest : rect)
    }
  }
}

extension Model {
  /// Whether a panel that has no heads in its place among others shows them: alone on the screen there is room.
  func showsHeads(in body: Rect) -> Bool { isZoomed && body.rows > 3 }

  /// The rule of a pane: in the accent while it has the focus, with its filter and how many rows that leaves.
  func rule(of pane: Pane, _ title: String, count: String = "", countStyle: Style = .plain) -> PanelRule {
    var rule = PanelRule(title, count: count, countStyle: countStyle, isFocused: isFocused(pane))
    if let filter = filters[pane] {
      rule.filter = "/" + filter.text
      rule.found = String(rows(of: pane)?.count ?? 0)
    }
    return rule
  }
}
