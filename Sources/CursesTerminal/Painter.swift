import CNcurses
import Drawing

/// Brings canvases to the screen: only the cells that differ from the last one go to ncurses, which sends what of
/// that differs from the screen.
struct Painter {
  private var theme: Theme
  private let depth: ColourDepth
  /// The picture that ncurses holds; `nil` when it holds none that can be relied on.
  private var shown: Canvas?
  private var looks: [Style: Look] = [:]
  /// The style that was asked for last: most cells look as their neighbour does.
  private var latest: (style: Style, look: Look)?
  private var pairs: [UInt32: Int32] = [:]

  private struct Look {
    var attributes: Int32
    var pair: Int32
  }

  init(theme: Theme, depth: ColourDepth) {
    self.theme = theme
    self.depth = depth
  }

  /// Takes other colours: the next picture is drawn cell by cell with them.
  mutating func use(_ theme: Theme) {
    guard theme != self.theme else { return }
    self.theme = theme
    looks = [:]
    latest = nil
    pairs = [:]
    shown = nil
  }

  /// Forgets the last picture: the next one is drawn cell by cell.
  mutating func forget() { shown = nil }

  /// Sends what is new in `canvas` to a screen of `size`. Writes nothing at all if nothing is.
  mutating func paint(_ canvas: Canvas, on size: Size) {
    if canvas == shown { return }
    let before = shown.flatMap { $0.size == canvas.size ? $0 : nil }
    if before == nil { vigie_screen_erase() }
    for row in 0..<min(canvas.size.rows, size.rows) {
      let cells = canvas.cells(row: row)
      let old = before?.cells(row: row)
      if let old, old == cells { continue }
      paint(cells, over: old, row: row, columns: min(canvas.size.columns, size.columns))
    }
    shown = canvas
    let cursor = canvas.cursor.flatMap { Rect(size).contains($0) ? $0 : nil }
    vigie_screen_send(cursor.map { Int32($0.row) } ?? -1, cursor.map { Int32($0.column) } ?? -1)
  }

  private mutating func paint(_ cells: ArraySlice<Cell>, over old: ArraySlice<Cell>?, row: Int, columns: Int) {
    var index = cells.startIndex
    let end = cells.startIndex + columns
    var force = false
    // What was erased shows the terminal's own background, which a theme with a ground must paint over.
    let isErasedRight = theme.ground.isEmpty || depth == .mono
    while index < end {
      let cell = cells[index]
      let width = max(1, cell.cluster.columns)
      let isSame: Bool
      if let old {
        isSame = old[index] == cell && (width == 1 || index + 1 < old.endIndex && old[index + 1] == cells[index + 1])
      } else {
        isSame = isErasedRight && cell == .blank
      }
      if (!isSame || force) && !cell.cluster.isRightHalf {
        put(cell, row: row, column: index - cells.startIndex, room: end - index)
      }
      // Drawing over the left half of a wide character takes the right half along.
      force = !isSame && old.map { $0[index].cluster.columns == 2 && width == 1 } == true
      index += width
    }
  }

  private mutating func put(_ cell: Cell, row: Int, column: Int, room: Int) {
    let look = look(of: cell.style)
    let columns = cell.cluster.columns
    let base = cell.cluster.base
    var scalars = [base.value]
    if columns > room {
      scalars = [0x20]
    } else if base.value >= 0x80 && vigie_character_columns(base.value) != Int32(columns) {
      // The locale has no such character, or the system takes it for one of another width.
      scalars = [PlainLetter.of(base).value]
      if columns == 2 { write([0x20], look, row, column + 1) }
    } else {
      for mark in cell.cluster.marks where vigie_character_columns(mark.value) == 0 { scalars.append(mark.value) }
    }
    write(scalars, look, row, column)
  }

  private func write(_ scalars: [UInt32], _ look: Look, _ row: Int, _ column: Int) {
    vigie_screen_put(Int32(row), Int32(column), scalars, Int32(scalars.count), look.attributes, look.pair)
  }

  private mutating func look(of style: Style) -> Look {
    if let latest, latest.style == style { return latest.look }
    if let look = looks[style] {
      latest = (style, look)
      return look
    }
    let paint = theme.paint(style, depth: depth)
    let look = Look(
      attributes: Int32(paint.attributes.rawValue), pair: pair(paint.foreground, paint.background))
    looks[style] = look
    return look
  }

  private mutating func pair(_ foreground: Int16, _ background: Int16) -> Int32 {
    guard foreground >= 0 || background >= 0 else { return 0 }
    let key = UInt32(UInt16(bitPattern: foreground)) << 16 | UInt32(UInt16(bitPattern: background))
    if let pair = pairs[key] { return pair }
    let pair = Int32(pairs.count + 1)
    guard vigie_screen_pair(pair, Int32(foreground), Int32(background)) == 0 else { return 0 }
    pairs[key] = pair
    return pair
  }
}
