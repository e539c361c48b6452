extension Canvas {
  /// The text of the picture, row by row, without trailing spaces.
  public var rows: [String] {
    (0..<size.rows).map { row in
      let line = text(row: row, columns: 0..<size.columns)
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }

  /// The text of some cells of a row, trailing spaces and all.
  public func text(row: Int, columns: Range<Int>) -> String {
    let part = columns.clamped(to: 0..<size.columns)
    return cells(row: row).dropFirst(part.lowerBound).prefix(part.count).reduce(into: "") { $0 += $1.cluster.text }
  }

  /// The picture for a golden file: the rows, then a letter of ink for every cell (`Ink.letter`), then, if any cell
  /// adds attributes, their sum as a hexadecimal digit (1 bold, 2 dim, 4 reverse, 8 underline, `.` none).
  /// A `|` ends every row, so that no editor strips what is part of the picture.
  public var golden: String {
    let all = 0..<size.rows
    var lines = ["\(size.columns)x\(size.rows)" + (cursor.map { " cursor \($0.column),\($0.row)" } ?? "")]
    lines += all.map { text(row: $0, columns: 0..<size.columns) + "|" }
    lines.append("ink")
    lines += all.map { row in cells(row: row).reduce(into: "") { $0.append($1.style.ink.letter) } + "|" }
    if cells.contains(where: { !$0.style.attributes.isEmpty }) {
      lines.append("attributes")
      lines += all.map { row in
        cells(row: row).reduce(into: "") { line, cell in
          let value = cell.style.attributes.rawValue
          line += value == 0 ? "." : String(value, radix: 16)
        } + "|"
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}
