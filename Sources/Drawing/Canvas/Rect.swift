/// A part of the canvas. Cutting one up never yields a negative extent: what does not fit is empty.
public struct Rect: Hashable, Sendable {
  /// The leftmost column.
  public var column: Int
  /// The uppermost row.
  public var row: Int
  /// Cells across.
  public var columns: Int
  /// Cells down.
  public var rows: Int

  /// The part whose upper left cell is at `column`, `row`; negative extents count as nothing.
  public init(column: Int, row: Int, columns: Int, rows: Int) {
    self.column = column
    self.row = row
    self.columns = max(0, columns)
    self.rows = max(0, rows)
  }

  /// The whole of a canvas of `size`.
  public init(_ size: Size) { self.init(column: 0, row: 0, columns: size.columns, rows: size.rows) }

  /// The upper left cell.
  public var origin: Point { Point(column: column, row: row) }
  /// The extent.
  public var size: Size { Size(columns: columns, rows: rows) }
  /// The first column to the right of it.
  public var endColumn: Int { column + columns }
  /// The first row below it.
  public var endRow: Int { row + rows }
  /// Whether it holds no cell at all.
  public var isEmpty: Bool { columns == 0 || rows == 0 }

  /// Whether the cell lies inside.
  public func contains(_ point: Point) -> Bool {
    point.column >= column && point.column < endColumn && point.row >= row && point.row < endRow
  }

  /// What both share; empty where they do not meet.
  public func intersection(_ other: Rect) -> Rect {
    let left = max(column, other.column)
    let top = max(row, other.row)
    return Rect(
      column: left, row: top, columns: min(endColumn, other.endColumn) - left, rows: min(endRow, other.endRow) - top)
  }

  /// The inside, after taking cells off each side.
  public func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect {
    let takenLeft = min(max(0, left), columns)
    let takenTop = min(max(0, top), rows)
    return Rect(
      column: column + takenLeft, row: row + takenTop, columns: columns - takenLeft - max(0, right),
      rows: rows - takenTop - max(0, bottom))
  }

  /// The inside, after taking the same number of columns off left and right, and of rows off top and bottom.
  public func inset(columns: Int, rows: Int) -> Rect {
    inset(left: columns, top: rows, right: columns, bottom: rows)
  }

  /// The row `index` rows down, one cell high; empty below the last.
  public func line(_ index: Int) -> Rect {
    Rect(column: column, row: row + index, columns: columns, rows: index >= 0 && index < rows ? 1 : 0)
  }

  /// The upper `height` rows and what remains below them after `gap` empty rows.
  public func splitTop(_ height: Int, gap: Int = 0) -> (top: Rect, rest: Rect) {
    let taken = min(max(0, height), rows)
    return (
      Rect(column: column, row: row, columns: columns, rows: taken), inset(top: min(rows, taken + max(0, gap)))
    )
  }

  /// The lower `height` rows and what remains above them after `gap` empty rows.
  public func splitBottom(_ height: Int, gap: Int = 0) -> (rest: Rect, bottom: Rect) {
    let taken = min(max(0, height), rows)
    return (
      inset(bottom: min(rows, taken + max(0, gap))),
      Rect(column: column, row: endRow - taken, columns: columns, rows: taken)
    )
  }

  /// The left `width` columns and what remains after `gap` empty columns.
  public func splitLeft(_ width: Int, gap: Int = 0) -> (left: Rect, rest: Rect) {
    let taken = min(max(0, width), columns)
    return (
      Rect(column: column, row: row, columns: taken, rows: rows), inset(left: min(columns, taken + max(0, gap)))
    )
  }

  /// The right `width` columns and what remains before them, less `gap` empty columns.
  public func splitRight(_ width: Int, gap: Int = 0) -> (rest: Rect, right: Rect) {
    let taken = min(max(0, width), columns)
    return (
      inset(right: min(columns, taken + max(0, gap))),
      Rect(column: endColumn - taken, row: row, columns: taken, rows: rows)
    )
  }

  /// `count` columns side by side with `gap` empty cells between them; the first ones are a cell wider where the
  /// width does not divide.
  public func columns(_ count: Int, gap: Int = 2) -> [Rect] {
    guard count > 0 else { return [] }
    let room = max(0, columns - max(0, gap) * (count - 1))
    var left = column
    return (0..<count).map { index in
      let width = room / count + (index < room % count ? 1 : 0)
      defer { left += width + max(0, gap) }
      return Rect(column: left, row: row, columns: width, rows: rows).intersection(self)
    }
  }

  /// Bands stacked from the top with the given heights and `gap` empty rows between; what does not fit is cut.
  public func stack(_ heights: [Int], gap: Int = 0) -> [Rect] {
    var top = row
    return heights.map { height in
      defer { top += max(0, height) + max(0, gap) }
      return Rect(column: column, row: top, columns: columns, rows: height).intersection(self)
    }
  }
}
