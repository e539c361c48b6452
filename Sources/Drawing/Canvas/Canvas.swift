/// A picture of the screen: a grid of cells to draw on. A value: two are equal when they look the same.
///
/// Whatever is put outside is clipped; whatever text is put, no control character comes out of it.
public struct Canvas: Sendable, Equatable {
  /// The extent of the grid.
  public let size: Size
  /// The charset that signs are drawn from.
  public let charset: Charset
  /// Where the terminal's cursor shows, for the field being typed in; `nil` hides it.
  public var cursor: Point?
  /// Row by row, `size.columns` cells each.
  private(set) var cells: [Cell]

  /// An empty picture.
  public init(size: Size, charset: Charset = .unicode) {
    self.size = size
    self.charset = charset
    cursor = nil
    cells = Array(repeating: .blank, count: size.columns * size.rows)
  }

  /// The whole of it.
  public var bounds: Rect { Rect(size) }
  /// The signs of its charset.
  public var glyphs: Glyphs { Glyphs(charset) }

  /// The cell at `point`; a blank one outside.
  public subscript(point: Point) -> Cell {
    bounds.contains(point) ? cells[point.row * size.columns + point.column] : .blank
  }

  /// The cells of one row, left to right; none outside.
  public func cells(row: Int) -> ArraySlice<Cell> {
    guard row >= 0, row < size.rows else { return [] }
    return cells[row * size.columns..<(row + 1) * size.columns]
  }

  /// Puts `text` on one row and returns the cells it took.
  ///
  /// With a `width` the text has that much room: it is aligned within, and cut with an ellipsis between characters if
  /// it is longer. Without, it has the room up to the right edge. Cells of the room that the text does not reach are
  /// left alone.
  @discardableResult
  public mutating func put(
    _ text: String, at point: Point, style: Style = .plain, width: Int? = nil, alignment: Alignment = .left
  ) -> Int {
    var column = point.column
    var room = width ?? (size.columns - column)
    guard room > 0, point.row >= 0, point.row < size.rows, column < size.columns else { return 0 }
    if alignment != .left {
      let slack = room - text.displayColumns
      if slack > 0 {
        let shift = alignment == .right ? slack : slack / 2
        column += shift
        room -= shift
      }
    }
    return draw(text, row: point.row, column: column, room: room, style)
  }

  /// Puts one sign, `count` times side by side.
  public mutating func put(_ sign: Unicode.Scalar, at point: Point, style: Style = .plain, count: Int = 1) {
    guard point.row >= 0, point.row < size.rows, count > 0 else { return }
    let safe = sign.value < 0x20 || sign.value >= 0x7F && sign.value < 0xA0 ? glyphs.replacement : sign
    guard ScalarWidth.columns(safe) == 1 else { return }
    let first = max(0, point.column)
    let last = min(size.columns, point.column + count)
    guard first < last else { return }
    for column in first..<last { set(Cluster(safe), row: point.row, column: column, style) }
  }

  /// Empties a part, in `style`.
  public mutating func clear(_ rect: Rect, style: Style = .plain) {
    let part = rect.intersection(bounds)
    guard !part.isEmpty else { return }
    for row in part.row..<part.endRow {
      for column in part.column..<part.endColumn { set(.space, row: row, column: column, style) }
    }
  }

  /// Gives the cells of a part another style and leaves what they show.
  public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
    let part = rect.intersection(bounds)
    guard !part.isEmpty else { return }
    for row in part.row..<part.endRow {
      for index in row * size.columns + part.column..<row * size.columns + part.endColumn {
        cells[index].style = change(cells[index].style)
      }
    }
  }

  /// Lays another picture over this one with its upper left cell at `point`.
  public mutating func lay(_ other: Canvas, at point: Point) {
    for row in 0..<other.size.rows where point.row + row >= 0 && point.row + row < size.rows {
      for column in 0..<other.size.columns {
        let cell = other.cells[row * other.size.columns + column]
        let target = point.column + column
        let fits = target >= 0 && target + cell.cluster.columns <= size.columns && target < size.columns
        if fits && !cell.cluster.isRightHalf { set(cell.cluster, row: point.row + row, column: target, cell.style) }
      }
    }
  }

  /// Draws from `column` on, at most `room` cells, and returns how many it took. One pass: on meeting the limit, the
  /// last cell is given back to the ellipsis.
  private mutating func draw(_ text: String, row: Int, column start: Int, room: Int, _ style: Style) -> Int {
    let limit = min(start + room, size.columns)
    var clusters = ClusterIterator(text, glyphs)
    var column = start
    var last = start
    while let cluster = clusters.next() {
      let width = cluster.columns
      if column + width > limit {
        guard limit > start else { return 0 }
        let place = column < limit ? column : last
        if place >= 0 {
          if column == limit && limit - last == 2 { set(.space, row: row, column: limit - 1, style) }
          set(Cluster(glyphs.ellipsis), row: row, column: place, style)
        }
        return (column < limit ? column + 1 : last + 1) - start
      }
      if column >= 0 {
        set(cluster, row: row, column: column, style)
      } else if column + width > 0 {
        set(.space, row: row, column: 0, style)
      }
      last = column
      column += width
    }
    return column - start
  }

  /// Sets what is inside the grid already, and mends the wide characters that it cuts in two.
  private mutating func set(_ cluster: Cluster, row: Int, column: Int, _ style: Style) {
    let index = row * size.columns + column
    let wide = cluster.columns == 2
    if cells[index].cluster.isRightHalf && column > 0 { cells[index - 1].cluster = .space }
    let after = column + (wide ? 2 : 1)
    if after < size.columns && cells[index + (wide ? 2 : 1)].cluster.isRightHalf {
      cells[index + (wide ? 2 : 1)].cluster = .space
    }
    cells[index] = Cell(cluster, style)
    if wide { cells[index + 1] = Cell(.rightHalf, style) }
  }
}
