import Maintenance

extension Console {
  /// Rows in columns under their names. The last column is as wide as it comes; without rows, `none` is said on standard
  /// error and nothing on standard output.
  package func table(_ names: [LocalizedText], _ rows: [[String]], none: LocalizedText) {
    guard !rows.isEmpty else { return remark(none) }
    let lines = [names.map { $0.text(in: language).uppercased() }] + rows
    let widths = names.indices.map { column in lines.map { $0[column].count }.max() ?? 0 }
    for line in lines {
      let cells = line.enumerated().map { column, cell in
        column == line.count - 1 ? cell : cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      say(cells.joined(separator: "  ").trimmingSpaces)
    }
  }
}

extension String {
  /// Without the spaces at the end.
  fileprivate var trimmingSpaces: String { String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)]) }
}
