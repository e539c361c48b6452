import Drawing

/// A filter that is being typed.
struct FilterEntry: Sendable, Equatable {
  let pane: Pane
  var entry: TextField
  /// The row that was selected before.
  var origin: Int
}
