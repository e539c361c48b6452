/// A cell's place, counted from the upper left corner, which is 0, 0.
public struct Point: Hashable, Sendable, Codable {
  /// Cells from the left edge; may lie outside the canvas, what is put there is clipped.
  public var column: Int
  /// Cells from the upper edge; may lie outside the canvas.
  public var row: Int

  /// The cell at `column`, `row`.
  public init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }

  /// The upper left corner.
  public static let origin = Point(column: 0, row: 0)
}
