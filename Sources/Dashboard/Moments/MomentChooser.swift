import Drawing
import Maintenance

/// The moment to which a database or some of its rows are restored, while it is being chosen.
struct MomentChooser: Sendable, Equatable {
  /// The state just before this moment is wanted.
  var chosen: Timestamp
  /// Whether only some rows are wanted as they were then; else the whole database.
  var isForRows = false
  /// The time that is being typed; `nil` while none is.
  var entry: TextField?
  /// Why what was typed is not taken.
  var fault: MomentEntry.Fault?

  init(chosen: Timestamp) { self.chosen = chosen }
}
