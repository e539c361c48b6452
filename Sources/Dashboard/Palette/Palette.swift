import Drawing

/// The palette: a line in which a command is named, and the commands that it may mean.
struct Palette: Sendable, Equatable {
  var entry = TextField(limit: 60)
  /// The command that Enter gives, counted in the list.
  var chosen = 0
}
