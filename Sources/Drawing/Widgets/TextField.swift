/// A line of text being typed. A value that is told keys.
public struct TextField: Sendable, Hashable {
  /// What has been typed.
  public private(set) var text: String
  /// Where the next character goes, counted in characters.
  public private(set) var cursor: Int
  /// Stands in dim ink while nothing has been typed.
  public var placeholder: String
  /// The most characters it takes.
  public var limit: Int

  /// A field that holds `text`, with the cursor at its end. Control characters in it are dropped.
  public init(_ text: String = "", placeholder: String = "", limit: Int = 1000) {
    self.limit = max(0, limit)
    self.text = String(text.filter { !$0.isControl }.prefix(self.limit))
    self.placeholder = placeholder
    cursor = self.text.count
  }

  /// Takes a key that edits: characters, Backspace, Delete, the arrows, Home, End, and Ctrl-A, -E, -U, -K, -W as in a
  /// shell. Returns `false` for any other, which is then somebody else's.
  public mutating func take(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(character)
    case .backspace: remove(from: cursor - 1, to: cursor)
    case .delete, .control("d"): remove(from: cursor, to: cursor + 1)
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(text.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = text.count
    case .control("u"): remove(from: 0, to: cursor)
    case .control("k"): remove(from: cursor, to: text.count)
    case .control("w"): remove(from: wordStart(), to: cursor)
    default: return false
    }
    return true
  }

  private mutating func insert(_ character: Character) {
    guard !character.isControl, text.count < limit else { return }
    let before = text.count
    text.insert(character, at: text.index(text.startIndex, offsetBy: cursor))
    // A mark joins the character before it: then nothing was added, and the cursor stays behind it.
    cursor += text.count - before
  }

  private mutating func remove(from start: Int, to end: Int) {
    let start = max(0, start)
    let end = min(text.count, end)
    guard start < end else { return }
    let from = text.index(text.startIndex, offsetBy: start)
    text.removeSubrange(from..<text.index(from, offsetBy: end - start))
    cursor = start
  }

  private func wordStart() -> Int {
    let characters = Array(text)
    var start = cursor
    while start > 0 && characters[start - 1] == " " { start -= 1 }
    while start > 0 && characters[start - 1] != " " { start -= 1 }
    return start
  }
}

extension Canvas {
  /// Draws the field over the first row of `rect`, scrolled so that the cursor is in sight, and puts the terminal's
  /// cursor there if it `isFocused`.
  public mutating func draw(_ field: TextField, in rect: Rect, isFocused: Bool = true) {
    guard !rect.isEmpty else { return }
    clear(rect.line(0), style: Style(.field))
    if field.text.isEmpty {
      put(field.placeholder, at: rect.origin, style: Style(.field, .dim), width: rect.columns)
      if isFocused { cursor = rect.origin }
      return
    }
    let characters = Array(field.text)
    let widths = characters.map { String($0).displayColumns }
    var start = 0
    // The cell behind the last character belongs to the cursor.
    while widths[start..<field.cursor].reduce(0, +) > rect.columns - 1 && start < field.cursor { start += 1 }
    let shown = String(characters[start...])
    put(shown, at: rect.origin, style: Style(.field), width: rect.columns)
    if start > 0 { put(glyphs.ellipsis, at: rect.origin, style: Style(.field, .dim)) }
    if isFocused {
      let column = rect.column + widths[start..<field.cursor].reduce(0, +)
      cursor = Point(column: min(column, rect.endColumn - 1), row: rect.row)
    }
  }
}
