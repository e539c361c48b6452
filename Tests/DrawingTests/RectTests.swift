import Drawing
import Testing

@Suite struct RectTests {
  private let screen = Rect(Size(columns: 80, rows: 24))

  @Test func splitsWithoutLosingCells() {
    let (top, rest) = screen.splitTop(2)
    #expect(top == Rect(column: 0, row: 0, columns: 80, rows: 2))
    #expect(rest == Rect(column: 0, row: 2, columns: 80, rows: 22))
    let (left, right) = screen.splitLeft(39, gap: 2)
    #expect(left.endColumn == 39 && right.column == 41 && right.endColumn == 80)
    let (above, bottom) = screen.splitBottom(1)
    #expect(above.rows == 23 && bottom.row == 23)
    let (most, last) = screen.splitRight(10, gap: 1)
    #expect(most.columns == 69 && last.column == 70)
  }

  @Test func neverTurnsInsideOut() {
    let small = Rect(column: 3, row: 3, columns: 4, rows: 2)
    #expect(small.inset(columns: 3, rows: 3).isEmpty)
    #expect(small.splitTop(9).rest.isEmpty)
    #expect(small.splitTop(-1).top.isEmpty)
    #expect(small.splitLeft(9, gap: 9).rest.isEmpty)
    #expect(small.line(2).isEmpty && small.line(-1).isEmpty && !small.line(1).isEmpty)
    #expect(small.intersection(screen.splitLeft(2).left).isEmpty)
    #expect(Size(columns: -1, rows: 3).columns == 0)
    for part in small.columns(3, gap: 2) + small.stack([1, 5, 1], gap: 1) {
      #expect(part.intersection(small) == part || part.isEmpty)
    }
  }

  @Test func dividesIntoColumns() {
    let columns = screen.columns(2)
    #expect(columns.map(\.columns) == [39, 39])
    #expect(columns.map(\.column) == [0, 41])
    #expect(Rect(Size(columns: 81, rows: 1)).columns(2).map(\.columns) == [40, 39])
    #expect(Rect(Size(columns: 120, rows: 1)).columns(3).map(\.columns) == [39, 39, 38])
    #expect(screen.columns(0).isEmpty)
    #expect(screen.stack([3, 4], gap: 1).map(\.row) == [0, 4])
  }
}
