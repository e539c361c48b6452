import Drawing

/// The parts of the screen that are always there. What there is no room for is left out, the body last.
struct Frame {
  let header, tabs, body: Rect
  /// What has just happened, or runs; empty on a low screen, where the hints give way to it.
  let status: Rect
  let hints: Rect

  init(_ size: Size) {
    let whole = Rect(size)
    var rest = whole
    (header, rest) = rest.splitTop(rest.rows >= 3 ? 1 : 0)
    (tabs, rest) = rest.splitTop(whole.rows >= 7 ? 1 : 0)
    (rest, hints) = rest.splitBottom(whole.rows >= 5 ? 1 : 0)
    (body, status) = rest.splitBottom(whole.rows >= 15 ? 1 : 0)
  }

  /// Whether there is room for more than a line.
  var isUsable: Bool { body.columns >= 16 && body.rows >= 2 }
}
