/// One row of a canvas while it is being drawn on.
struct CanvasRow {
  let cells: UnsafeMutableBufferPointer<Cell>

  /// Sets what is inside the row already, and mends the wide characters that it cuts in two.
  func set(_ cluster: Cluster, column: Int, _ style: Style) {
    if cells[column].cluster.isRightHalf && column > 0 { cells[column - 1].cluster = .space }
    let wide = cluster.columns == 2
    let after = column + (wide ? 2 : 1)
    if after < cells.count && cells[after].cluster.isRightHalf { cells[after].cluster = .space }
    cells[column] = Cell(cluster, style)
    if wide { cells[column + 1] = Cell(.rightHalf, style) }
  }
}
