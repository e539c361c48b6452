import Maintenance

/// The moment to which a database or some of its rows are restored, while it is being chosen.
struct MomentChooser: Sendable, Equatable {
  /// The state just before this moment is wanted.
  var chosen: Timestamp
  /// Whether only some rows are wanted as they were then; else the whole database.
  var isForRows = false
}
