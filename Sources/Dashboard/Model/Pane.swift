import Maintenance

/// A list within a screen that the arrow keys move through. Two panes are the same when their names are.
struct Pane: Hashable, Sendable {
  /// Unique among all panes.
  let name: String
  /// How many rows there are, those that a filter hides among them.
  let count: @Sendable (Model) -> Int
  /// What a filter looks at in a row, as it is worded on the screen; `nil` when there is too little to filter.
  let texts: (@Sendable (Model, Int) -> [String])?

  init(
    name: String, texts: (@Sendable (Model, Int) -> [String])? = nil, count: @escaping @Sendable (Model) -> Int
  ) {
    self.name = name
    self.count = count
    self.texts = texts
  }

  static func == (a: Pane, b: Pane) -> Bool { a.name == b.name }
  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
