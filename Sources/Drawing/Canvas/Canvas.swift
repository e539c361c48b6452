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
    editing(row: point.row) { line in
      for column in first..<last { line.set(Cluster(safe), column: column, style) }
    }
  }

  /// Empties a part, in `style`.
  public mutating func clear(_ rect: Rect, style: Style = .plain) {
    let part = rect.intersection(bounds)
    guard !part.isEmpty else { return }
    for row in part.row..<part.endRow {
      editing(row: row) { line in
        for column in part.column..<part.endColumn { line.set(.space, column: column, style) }
      }
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
      let columns = size.columns
      editing(row: point.row + row) { line in
        for (column, cell) in other.cells(row: row).enumerated() {
          let target = point.column + column
          let fits = target >= 0 && target + cell.cluster.columns <= columns && target < columns
          if fits && !cell.cluster.isRightHalf { line.set(cell.cluster, column: target, cell.style) }
        }
      }
    }
  }

  /// Draws from `column` on, at most `room` cells, and returns how many it took. One pass: on meeting the limit, the
  /// last cell is given back to the ellipsis.
  private mutating func draw(_ text: String, row: Int, column start: Int, room: Int, _ style: Style) -> Int {
    let limit = min(start + room, size.columns)
    let glyphs = self.glyphs
    return editing(row: row) { line in
      if let used = Canvas.drawPlain(text, on: line, column: start, limit: limit, style) { return used }
      var clusters = ClusterIterator(text, glyphs)
      var column = start
      var last = start
      while let cluster = clusters.next() {
        let width = cluster.columns
        if column + width > limit {
          guard limit > start else { return 0 }
          let place = column < limit ? column : last
          if place >= 0 {
            if column == limit && limit - last == 2 { line.set(.space, column: limit - 1, style) }
            line.set(Cluster(glyphs.ellipsis), column: place, style)
          }
          return place + 1 - start
        }
        if column >= 0 {
          line.set(cluster, column: column, style)
        } else if column + width > 0 {
          line.set(.space, column: 0, style)
        }
        last = column
        column += width
      }
      return column - start
    }
  }

  /// The short way for text of printable ASCII that fits, which is most text; `nil` for any other.
  private static func drawPlain(
    _ text: String, on line: CanvasRow, column start: Int, limit: Int, _ style: Style
  ) -> Int? {
    text.utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      guard start >= 0, bytes.count <= limit - start else { return nil }
      guard bytes.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) else { return nil }
      for (offset, byte) in bytes.enumerated() {
        line.set(Cluster(Unicode.Scalar(byte)), column: start + offset, style)
      }
      return bytes.count
    } ?? nil
  }

  /// Hands one row to `change`, without copying the picture.
  private mutating func editing<Result>(row: Int, _ change: (inout CanvasRow) -> Result) -> Result {
    let columns = size.columns
    return cells.withUnsafeMutableBufferPointer { cells in
      var line = CanvasRow(cells: UnsafeMutableBufferPointer(rebasing: cells[row * columns..<(row + 1) * columns]))
      return change(&line)
    }
  }
}
