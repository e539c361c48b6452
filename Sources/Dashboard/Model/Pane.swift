import Maintenance

/// A list within a screen that the arrow keys move through. Two panes are the same when their names are.
struct Pane: Hashable, Sendable {
  /// Unique among all panes.
  let name: String
  /// How many rows can be selected now.
  let count: @Sendable (Model) -> Int

  static func == (a: Pane, b: Pane) -> Bool { a.name == b.name }
  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
