/// Rows in columns. When room is short, the columns of the highest `priority` number are left out whole, then long
/// texts are cut; nothing is wrapped.
public struct Table: Sendable {
  public var columns: [TableColumn]
  /// One list of cells for each row, in the order of `columns`; missing cells are empty.
  public var rows: [[TableCell]]
  /// Whether the heads of the columns take the first row.
  public var showsHead: Bool
  /// The row that the next key acts on.
  public var selected: Int?
  /// The first row shown.
  public var first: Int
  /// Empty cells between columns.
  public var gap: Int

  public init(
    columns: [TableColumn], rows: [[TableCell]], showsHead: Bool = false, selected: Int? = nil, first: Int = 0,
    gap: Int = 1
  ) {
    self.columns = columns
    self.rows = rows
    self.showsHead = showsHead
    self.selected = selected
    self.first = max(0, first)
    self.gap = max(0, gap)
  }

  /// The first row to show so that `selected` is in sight, moving as little as possible from `previous`, in a list of
  /// `count` rows of which `height` fit.
  public static func first(showing selected: Int?, of count: Int, in height: Int, from previous: Int) -> Int {
    guard height > 0, count > height else { return 0 }
    var first = min(max(0, previous), count - height)
    if let selected {
      if selected < first { first = max(0, selected) }
      if selected >= first + height { first = min(count - height, selected - height + 1) }
    }
    return first
  }

  /// The widths for `room` cells; `nil` for a column that is left out.
  public func widths(in room: Int) -> [Int?] {
    var kept = columns.indices.filter { _ in true }
    func minimumSum() -> Int { kept.reduce(0) { $0 + columns[$1].minimum } + gap * max(0, kept.count - 1) }
    while minimumSum() > room, let worst = kept.max(by: { columns[$0].priority <= columns[$1].priority }) {
      guard columns[worst].priority > 0 else { break }
      kept.removeAll { $0 == worst }
    }
    var widths = [Int?](repeating: nil, count: columns.count)
    var used = gap * max(0, kept.count - 1)
    for index in kept {
      let width = natural(index)
      widths[index] = width
      used += width
    }
    shrink(&widths, kept: kept, by: used - room)
    grow(&widths, kept: kept, by: room - used)
    return widths
  }

  private func natural(_ index: Int) -> Int {
    let column = columns[index]
    if column.maximum == column.minimum { return column.minimum }
    var width = max(column.minimum, showsHead ? column.title.displayColumns : 0)
    for row in rows where index < row.count { width = max(width, row[index].columns) }
    return min(width, column.maximum ?? width)
  }

  /// Takes the excess cell by cell from whichever column is furthest above its minimum.
  private func shrink(_ widths: inout [Int?], kept: [Int], by excess: Int) {
    var excess = excess
    while excess > 0 {
      func slack(_ index: Int) -> Int { (widths[index] ?? 0) - columns[index].minimum }
      guard let widest = kept.max(by: { slack($0) < slack($1) }), slack(widest) > 0 else { return }
      widths[widest] = (widths[widest] ?? 1) - 1
      excess -= 1
    }
  }

  private func grow(_ widths: inout [Int?], kept: [Int], by surplus: Int) {
    let growing = kept.filter { columns[$0].growth > 0 }
    let parts = growing.reduce(0) { $0 + columns[$1].growth }
    guard surplus > 0, parts > 0 else { return }
    var given = 0
    for (position, index) in growing.enumerated() {
      let share = position == growing.count - 1 ? surplus - given : surplus * columns[index].growth / parts
      given += share
      let width = (widths[index] ?? 0) + share
      widths[index] = min(width, columns[index].maximum ?? width)
    }
  }
}

extension Canvas {
  /// Draws the table's rows from `first` on, as many as fit into `rect`. The selected row is reversed over the whole
  /// width; its states keep their colours.
  public mutating func draw(_ table: Table, in rect: Rect) {
    guard !rect.isEmpty else { return }
    let widths = table.widths(in: rect.columns)
    var body = rect
    if table.showsHead {
      let parts = rect.splitTop(1)
      body = parts.rest
      let heads = table.columns.map { TableCell.text($0.title, .label) }
      draw(cells: heads, of: table, widths, in: parts.top)
    }
    for line in 0..<body.rows where table.first + line < table.rows.count {
      let place = body.line(line)
      draw(cells: table.rows[table.first + line], of: table, widths, in: place)
      if table.selected == table.first + line {
        restyle(place) { style in
          switch style.ink {
          case .warning, .critical: style.adding(.reverse)
          default: Style(.selection, style.attributes)
          }
        }
      }
    }
  }

  private mutating func draw(cells: [TableCell], of table: Table, _ widths: [Int?], in rect: Rect) {
    var column = rect.column
    for (index, width) in widths.enumerated() {
      guard let width, column < rect.endColumn else { continue }
      let place = Rect(column: column, row: rect.row, columns: min(width, rect.endColumn - column), rows: 1)
      if index < cells.count {
        draw(cells[index], in: place, table.columns[index].alignment)
      }
      column += width + table.gap
    }
  }

  /// Draws one cell of a table on the first row of `rect`.
  public mutating func draw(_ cell: TableCell, in rect: Rect, _ alignment: Alignment = .left) {
    guard !rect.isEmpty else { return }
    switch cell {
    case .text(let text, let style):
      put(text, at: rect.origin, style: style, width: rect.columns, alignment: alignment)
    case .spans(let spans): put(spans, at: rect.origin, width: rect.columns)
    case .mark(let mark):
      put(glyphs.mark(mark), at: rect.origin, style: mark.style, width: rect.columns, alignment: alignment)
    case .gauge(let gauge): draw(gauge, in: rect)
    case .sparkline(let line): draw(line, in: rect)
    case .strip(let strip): draw(strip, in: rect)
    case .empty: break
    }
  }
}
