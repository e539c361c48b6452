/// The last row: the keys that work here and now.
public struct HintLine: Sendable {
  /// A key and what it does.
  public struct Hint: Sendable, Hashable {
    public var key: String
    public var label: String

    public init(_ key: String, _ label: String) {
      self.key = key
      self.label = label
    }
  }

  /// The most important first: what does not fit is left out from the end, whole hints only.
  public var hints: [Hint]
  /// The last hints, kept when others are left out: the way out, and where help is.
  public var last: [Hint]

  public init(_ hints: [Hint], last: [Hint] = []) {
    self.hints = hints
    self.last = last
  }
}

extension Canvas {
  /// Draws the hints on the first row of `rect`, two cells apart.
  public mutating func draw(_ line: HintLine, in rect: Rect) {
    guard !rect.isEmpty else { return }
    var column = rect.column
    func width(_ hint: HintLine.Hint) -> Int {
      hint.key.displayColumns + (hint.label.isEmpty ? 0 : 1 + hint.label.displayColumns)
    }
    let kept = line.last.reduce(0) { $0 + 2 + width($1) }
    var shown: [HintLine.Hint] = []
    var used = 0
    for hint in line.hints {
      let more = width(hint) + (shown.isEmpty ? 0 : 2)
      guard used + more + kept <= rect.columns else { break }
      shown.append(hint)
      used += more
    }
    shown += line.last
    for hint in shown {
      guard column < rect.endColumn else { return }
      column += put(
        hint.key, at: Point(column: column, row: rect.row), style: .key, width: rect.endColumn - column)
      if !hint.label.isEmpty && column + 1 < rect.endColumn {
        column += 1
        column += put(
          hint.label, at: Point(column: column, row: rect.row), style: .label, width: rect.endColumn - column)
      }
      column += 2
    }
  }
}
