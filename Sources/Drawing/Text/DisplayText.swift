extension String {
  /// The cells that the text takes on a canvas.
  public var displayColumns: Int {
    var bytes = utf8.makeIterator()
    var plain = 0
    while let byte = bytes.next(), byte >= 0x20, byte < 0x7F { plain += 1 }
    if plain == utf8.count { return plain }
    var clusters = ClusterIterator(self, Glyphs(.unicode))
    var columns = 0
    while let cluster = clusters.next() { columns += cluster.columns }
    return columns
  }

  /// The text as a canvas would show it in at most `columns` cells: unprintable characters replaced, the end cut
  /// with the ellipsis of `charset`.
  public func displayed(in columns: Int, charset: Charset = .unicode) -> String {
    var canvas = Canvas(size: Size(columns: max(0, columns), rows: 1), charset: charset)
    let used = canvas.put(self, at: .origin)
    return canvas.text(row: 0, columns: 0..<used)
  }

  /// The text broken between words into lines of at most `columns` cells; a word longer than a line is broken within.
  /// Line ends in the text are kept. For dialogs and help; tables cut instead.
  public func wrapped(in columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    var lines: [String] = []
    for paragraph in split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      var used = 0
      for word in paragraph.split(separator: " ") {
        var word = String(word)
        var width = word.displayColumns
        if used > 0 && used + 1 + width <= columns {
          line += " " + word
          used += 1 + width
          continue
        }
        if used > 0 { lines.append(line) }
        while width > columns && word.count > 1 {
          let head = word.prefix(fitting: columns)
          lines.append(head)
          word.removeFirst(head.count)
          width = word.displayColumns
        }
        line = word
        used = width
      }
      lines.append(line)
    }
    return lines
  }

  /// As many characters from the start as fit into `columns` cells, at least one.
  private func prefix(fitting columns: Int) -> String {
    var taken = ""
    var used = 0
    for character in self {
      let width = String(character).displayColumns
      if used + width > columns && !taken.isEmpty { break }
      taken.append(character)
      used += width
    }
    return taken
  }
}
