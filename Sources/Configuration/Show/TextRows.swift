/// Rows of a small table of text, their columns aligned.
struct TextRows {
  private var rows: [[String]] = []

  mutating func add(_ cells: String...) { rows.append(cells) }

  mutating func add(cells: [String]) { rows.append(cells) }

  /// The lines, each indented by two spaces; the last column ends where its text ends.
  var lines: [String] {
    var widths: [Int] = []
    for row in rows {
      for (index, cell) in row.enumerated() {
        if index == widths.count { widths.append(0) }
        widths[index] = max(widths[index], cell.count)
      }
    }
    return rows.map { row in
      var line = " "
      for (index, cell) in row.enumerated() {
        line += " " + cell + String(repeating: " ", count: widths[index] - cell.count + 1)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
