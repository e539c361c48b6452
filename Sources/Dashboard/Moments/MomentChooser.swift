import Maintenance

/// The moment to which a database is restored, while it is being chosen.
struct MomentChooser: Sendable, Equatable {
  /// The state just before this moment is wanted.
  var chosen: Timestamp
}
