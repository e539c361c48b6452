import Drawing

/// Rows in columns with the selected row in sight: the pointer stands before it, and what is plain in it is bold.
/// Arrows in the pointer's column say that a list that can be moved through goes on above or below. Only the rows in
/// sight are made.
struct Listing {
  var columns: [TableColumn]
  var count: Int
  var showsHead = false
  /// The row that the next key acts on.
  var selected: Int?
  /// The row to keep in sight though nothing is selected.
  var anchor: Int?
  /// How the rows that there is no room for are told, by their number, on the last line; `nil` where they are not.
  var more: ((Int) -> String)?
  /// Whether arrows say beside the rows that there are others.
  private(set) var showsArrows = true
  /// Empty cells between columns.
  var gap = 1
  /// Whether a row was marked: its sign stands where the pointer would.
  var isMarked: ((Int) -> Bool)?
  let row: (Int) -> [TableCell]

  init(
    columns: [TableColumn], count: Int, showsHead: Bool = false, selected: Int? = nil, anchor: Int? = nil,
    more: ((Int) -> String)? = nil, gap: Int = 1, isMarked: ((Int) -> Bool)? = nil, row: @escaping (Int) -> [TableCell]
  ) {
    self.columns = columns
    self.count = count
    self.showsHead = showsHead
    self.selected = selected
    self.anchor = anchor
    self.more = more
    self.gap = gap
    self.isMarked = isMarked
    self.row = row
  }

  /// The same, where the others are told on a line of their own.
  fileprivate var withoutMore: Listing {
    var list = self
    (list.more, list.showsArrows) = (nil, false)
    return list
  }

  /// The first row in sight where there is room for `rows` of them.
  func first(in rows: Int) -> Int { max(0, min((selected ?? anchor ?? 0) - rows / 2, count - rows)) }
}

extension Canvas {
  /// Draws the list into `rect`, its first column left for the pointer.
  mutating func draw(_ list: Listing, in rect: Rect) {
    guard !rect.isEmpty, rect.columns > 2 else { return }
    if let more = list.more, list.count > rect.rows - (list.showsHead ? 1 : 0), rect.rows > 2 {
      let shown = rect.rows - 1 - (list.showsHead ? 1 : 0)
      let first = list.first(in: shown)
      let isEnd = first + shown >= list.count
      // One sign says that there are others, how many, and on which side.
      let arrows = (first > 0 ? "\(glyphs.arrowUp)" : "") + (isEnd ? "" : "\(glyphs.arrowDown)")
      let text = arrows + " " + more(list.count - shown)
      // Where the end is in sight, those that are not stand above.
      if !list.showsHead, isEnd {
        put(text, in: rect.line(0).inset(left: 1), style: .dim)
        return draw(list.withoutMore, in: rect.splitTop(1).rest)
      }
      let parts = rect.splitBottom(1)
      put(text, in: parts.bottom.inset(left: 1), style: .dim)
      return draw(list.withoutMore, in: parts.rest)
    }
    let body = list.showsHead ? rect.splitTop(1).rest : rect
    let first = list.first(in: body.rows)
    let shown = first..<min(list.count, first + max(0, body.rows))
    let table = Table(columns: list.columns, rows: shown.map(list.row), showsHead: list.showsHead, gap: list.gap)
    draw(table, in: rect.inset(left: 1))
    if list.showsArrows, list.selected ?? list.anchor != nil, shown.count > 1 {
      if first > 0 { put(glyphs.arrowUp, at: body.line(0).origin, style: .dim) }
      if shown.upperBound < list.count { put(glyphs.arrowDown, at: body.line(shown.count - 1).origin, style: .dim) }
    }
    if let selected = list.selected, shown.contains(selected) {
      let line = body.line(selected - first)
      put(glyphs.pointer, at: line.origin, style: .accent)
      restyle(line) { $0.ink == .plain ? Style(.strong, $0.attributes) : $0 }
    }
    guard let isMarked = list.isMarked else { return }
    for row in shown where isMarked(row) { put(glyphs.chosen, at: body.line(row - first).origin, style: .accent) }
  }
}
